/** A world with its cast, where acts are performed and what happens is written down. */

import { Fault } from '../../../lambdas/core/fault.ts'
import { hashOf } from '../../../lambdas/core/one-time-key.ts'
import { keyOf } from '../../world/tables.ts'
import { createWorld } from '../../world/world.ts'
import type { Answered, HistoryEvent, Issued } from '../history.ts'
import type { Act, Answer } from './act.ts'
import { type Agent, agents, conversations, issuer, principalOf, sites, template } from './cast.ts'
import { type Mode, plainly } from './modes.ts'

/** A key that somebody was given, with its secret. */
export type KnownKey = Omit<Issued, 'type'> & { readonly secret: string }

export interface KnownForm {
  readonly formId: string
  readonly siteId: string
  readonly conversationId: string
  readonly sender: Agent
}

export function createStage(seed = 1) {
  const history: HistoryEvent[] = sites.map(({ siteId, idleMinutes }) => ({ type: 'site', siteId, idleMinutes }))
  const world = createWorld({
    seed,
    recorded: ({ at, event, outcome, actor, formId, submissionId }) =>
      history.push({
        type: 'recorded',
        at,
        event,
        outcome,
        actor,
        ...(formId !== undefined && { formId }),
        ...(submissionId !== undefined && { submissionId }),
      }),
  })
  const start = world.clock.now()
  const { tables } = world
  for (const site of sites) {
    tables.sites.put(site.siteId, site)
    for (const version of ['latest', template.version] as const) {
      tables.templates.put(keyOf.template(site.siteId, template.templateId, version), {
        siteId: site.siteId,
        template,
        enabled: true,
      })
    }
  }
  for (const conversation of conversations) {
    const agentId = agents.find(({ siteId }) => siteId === conversation.siteId)?.subject ?? agents[0]?.subject
    if (agentId === undefined) throw new Error('The cast has no agents.')
    const record = { ...conversation, state: 'active', agentId, openedAt: start } as const
    tables.conversations.put(keyOf.conversation(conversation), record)
  }
  const signIns = new Map(agents.map((agent) => [agent, { number: 1, at: start }]))
  const keys: KnownKey[] = []
  const forms: KnownForm[] = []
  let calls = 0

  const answered = (answer: Omit<Answered, 'type' | 'at'>): void =>
    void history.push({ type: 'answered', at: world.clock.now(), ...answer })

  /** Writes down what the caller got to know. */
  const take = (call: number, act: Act, answer: Answer | 'nothing'): Answered['outcome'] => {
    if (answer === 'nothing' || 'refused' in answer) {
      const outcome = answer === 'nothing' ? answer : answer.refused
      answered({ call, outcome })
      return outcome
    }
    const { formId, submissionId, key, clear } = answer.learned
    answered({ call, outcome: 'done', ...(formId && { formId }), ...(submissionId && { submissionId }) })
    if (key !== undefined) {
      const { secret, ...issued } = key
      keys.push(key)
      history.push({ type: 'issued', ...issued })
    }
    if (act.called.step === 'send-form' && formId !== undefined) {
      const { by, conversationId = '' } = act.called
      const sender = agents.find(
        (agent) => by.kind === 'person' && agent.siteId === by.siteId && agent.subject === by.subject,
      )
      if (sender !== undefined) forms.push({ formId, siteId: sender.siteId, conversationId, sender })
    }
    if (clear !== undefined) {
      const { submissionId: of, text } = clear
      history.push({ type: 'released', call, at: world.clock.now(), submissionId: of, clear: text })
    }
    return 'done'
  }

  return {
    world,
    history,
    keys: keys as readonly KnownKey[],
    forms: forms as readonly KnownForm[],

    /** The agent's present sign-in. */
    principal(agent: Agent) {
      const { number, at } = signIns.get(agent) ?? { number: 1, at: start }
      return principalOf(agent, number, at)
    },

    signInAgain(agent: Agent): void {
      signIns.set(agent, { number: (signIns.get(agent)?.number ?? 0) + 1, at: world.clock.now() })
    },

    /** An administrator's act, which takes effect at once. */
    setPerson(agent: Agent, setting: { readonly enabled: boolean; readonly profile?: string }): void {
      const call = ++calls
      const at = world.clock.now()
      const by = { kind: 'machine', siteId: agent.siteId } as const
      const { siteId, subject } = agent
      history.push({ type: 'called', call, at, step: 'put-person', by, siteId, subject, enabled: setting.enabled })
      tables.people.put(keyOf.person({ siteId, issuer, subject }), { siteId, issuer, subject, ...setting })
      answered({ call, outcome: 'done' })
    },

    personRef: (agent: Agent) => ({ siteId: agent.siteId, issuer, subject: agent.subject }),

    /** Has an act performed, in the mode given, and says how it went for its caller. */
    async perform(act: Act, mode: Mode = plainly()): Promise<Answered['outcome']> {
      const call = ++calls
      history.push({ type: 'called', call, at: world.clock.now(), ...act.called })
      const answer = await mode((turn) => act.run(world.ports(turn))).catch((error: unknown): Answer => {
        if (error instanceof Fault) return { refused: 'try-again' }
        throw error
      })
      return take(call, act, answer)
    },
  }
}

export type Stage = ReturnType<typeof createStage>

/** The name under which a key stands in the history. */
export const nameOfKey = (secret: string): string => hashOf(secret)
