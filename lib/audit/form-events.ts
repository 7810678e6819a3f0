/** The events of forms on the event bus, and rules that pass them on. */
import { type IEventBus, type IRuleTarget, Rule } from 'aws-cdk-lib/aws-events'
import type { Construct } from 'constructs'
import { auditEventNames } from '../../contracts/audit-event.ts'
import {
  isPublishedEventName,
  type PublishedEventInput,
  type PublishedEventName,
} from '../../contracts/published-event.ts'

type AfterDash<Name> = Name extends `${string}-${infer Event}` ? Event : never

/** What happened to a form: `sent`, `opened`, `submitted`, and so on. `retrieved` and `erased` concern its submission. */
export type FormEvent = AfterDash<PublishedEventName>

/** The `detail` of an event on the bus. It contains ids and never an answer. An event may arrive more than once. */
export type FormEventDetail = PublishedEventInput

const detailTypeOf = (event: FormEvent): PublishedEventName | undefined =>
  auditEventNames.filter(isPublishedEventName).find((name) => name.endsWith(`-${event}`))

/**
 * Adds a rule to the bus in the given scope, or another target to the rule that the scope already has for the event.
 * @throws {Error} if there is no such event
 */
export const ruleFor = (scope: Construct, eventBus: IEventBus, event: FormEvent, target: IRuleTarget): Rule => {
  const detailType = detailTypeOf(event)
  if (detailType === undefined) throw new Error(`There is no event '${event}' of a form.`)
  const id = `sealform-${detailType}`
  const existing = scope.node.tryFindChild(id)
  const rule =
    existing instanceof Rule
      ? existing
      : new Rule(scope, id, { eventBus, eventPattern: { source: ['sealform'], detailType: [detailType] } })
  rule.addTarget(target)
  return rule
}
