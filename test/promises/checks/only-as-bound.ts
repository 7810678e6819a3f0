import type { KeyAction } from '../../../contracts/key-format.ts'
import type { Issued } from '../history.ts'
import { type Call, type IndexedHistory, isDone, siteOf } from '../indexed-history.ts'

const actionOf: Readonly<Record<string, KeyAction>> = {
  'open-form': 'open',
  'submit-form': 'submit',
  'retrieve-submission': 'retrieve',
}

/** I3: only for its own action, site, form and person. */
export function onlyAsBound({ calls, issued }: IndexedHistory): string[] {
  return calls.flatMap((call) => {
    if (call.key === undefined || !isDone(call)) return []
    const key = issued.get(call.key)
    if (key === undefined) return `I3: ${call.step} took ${call.key}, which was never issued.`
    return mismatches(call, key).map((what) => `I3: ${call.step} took a key of another ${what} (${key.key}).`)
  })
}

function mismatches(call: Call, key: Issued): string[] {
  const { by } = call
  const person = by.kind === 'visitor' ? by.visitor : by.kind === 'person' ? by.subject : undefined
  const differs = (asked: string | undefined, bound: string | undefined): boolean =>
    asked !== undefined && bound !== undefined && asked !== bound
  return [
    ...(actionOf[call.step] === key.action ? [] : ['action']),
    ...(differs(siteOf(call), key.siteId) ? ['site'] : []),
    ...(differs(call.formId, key.formId) ? ['form'] : []),
    ...(differs(call.submissionId, key.submissionId) ? ['submission'] : []),
    ...(key.to === undefined || key.to === person ? [] : ['person']),
  ]
}
