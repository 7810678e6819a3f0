/** The service in memory with its people: makes calls and records the history. */
import { createMemoryDependencies } from '../../../local/memory/dependencies.ts'
import { keyOf } from '../../../local/memory/tables.ts'
import type { HistoryEvent } from '../history.ts'
import { finalStateOf, recordedEvent } from '../record-events.ts'
import { type Agent, agents, conversations, issuer, principalOf, sites, template } from './fixtures.ts'
import type { JourneyEnvironment } from './journey.ts'
import { createKnownState } from './known-state.ts'

export function createSimulation(seed = 1) {
  const history: HistoryEvent[] = sites.map(({ siteId, idleMinutes }) => ({ type: 'site', siteId, idleMinutes }))
  const memory = createMemoryDependencies({ seed, onRecorded: (record) => void history.push(recordedEvent(record)) })
  const { clock, tables } = memory
  const knownState = createKnownState(memory, history)
  const start = clock.now()
  const signIns = new Map(agents.map((agent) => [agent, [{ number: 1, at: start }]]))
  const signInOf = (agent: Agent, place: -1 | -2) => {
    const signIn = signIns.get(agent)?.at(place)
    return signIn && principalOf(agent, signIn.number, signIn.at)
  }

  for (const { siteId, ...site } of sites) {
    tables.sites.put(siteId, { siteId, ...site })
    for (const version of ['latest', template.version] as const) {
      tables.templates.put(keyOf.template(siteId, template.templateId, version), { siteId, template, enabled: true })
    }
  }
  for (const conversation of conversations) {
    const assigned = agents.find(({ siteId }) => siteId === conversation.siteId)
    if (assigned === undefined) throw new Error('A conversation of the fixtures is at a site without agents.')
    const record = {
      ...conversation,
      state: 'active',
      agentId: assigned.subject,
      agentIssuer: issuer,
      openedAt: start,
    } as const
    tables.conversations.put(keyOf.conversation(conversation), record)
  }

  return {
    ...knownState,
    memory,
    history,

    /** The agent's current sign-in. */
    principal: (agent: Agent) => signInOf(agent, -1) ?? principalOf(agent, 1, start),

    /** The previous sign-in, if any; it stays live unless it was ended. */
    principalBefore: (agent: Agent) => signInOf(agent, -2),

    signInAgain(agent: Agent): void {
      const earlier = signIns.get(agent) ?? []
      signIns.set(agent, [...earlier, { number: earlier.length + 1, at: clock.now() }])
    },

    /** A change by an administrator. */
    setPerson({ siteId, subject }: Agent, setting: { readonly enabled: boolean; readonly profile?: string }): void {
      const by = { kind: 'machine', siteId } as const
      knownState.note({ step: 'put-person', by, siteId, subject, enabled: setting.enabled }, () =>
        tables.people.put(keyOf.person({ siteId, issuer, subject }), { siteId, issuer, subject, ...setting }),
      )
    },

    finalState: () =>
      finalStateOf({
        forms: tables.forms.all(),
        keys: tables.keys.all(),
        submissions: tables.submissions.all(),
        dataKeys: tables.dataKeys.all(),
      }),

    personRef: ({ siteId, subject }: Agent) => ({ siteId, issuer, subject }),
  }
}

/** The simulation as the environment of a journey that starts now. */
export const simulatedEnvironment = (simulation: Simulation): JourneyEnvironment => ({
  knownState: simulation,
  history: simulation.history,
  signedInAt: simulation.memory.clock.now(),
  finalState: async () => simulation.finalState(),
  records: async () => simulation.history.filter((event) => event.type === 'recorded'),
})

export type Simulation = ReturnType<typeof createSimulation>
