/** The commands of a run, for fast-check. */
import fc from 'fast-check'
import type { Turn } from '../../../local/memory/turns.ts'
import { signOutCall } from './agent-calls.ts'
import { arbitraryCommand, intentOf } from './arbitrary-command.ts'
import { stateBefore, wrongEffects } from './effects.ts'
import { expectedOutcomes } from './expected-outcomes.ts'
import { agents } from './fixtures.ts'
import { stepCallOf } from './intent.ts'
import { arbitraryInterruption, invocationModeOf } from './interruption.ts'
import { undisturbed } from './invocation-modes.ts'
import type { Simulation } from './simulation.ts'

export interface Real {
  readonly simulation: Simulation
  readonly scheduler: fc.Scheduler
}

/** The simulation holds all state; fast-check requires a model anyway. */
export type Model = Record<string, never>

type Command = fc.AsyncCommand<Model, Real, false>

const command = (description: string, run: (real: Real) => Promise<void>): Command => ({
  check: () => true,
  run: (_model, real) => run(real),
  toString: () => description,
})

/** The first steps of two forms' journeys, so that not every run starts at the beginning of one. */
export async function startJourneys(simulation: Simulation, ...journeys: readonly number[]): Promise<void> {
  for (const steps of journeys) {
    for (let step = 0; step < steps; step += 1) {
      const intent = intentOf(simulation, { what: step === 0 ? 'send-form' : 'next', which: 0, twist: 'none' })
      if (intent !== undefined) await simulation.perform(stepCallOf(simulation, intent))
    }
  }
}

/** One call without concurrency: its outcome and effects are known in advance, unless it is interrupted. */
const singleCall = fc.record({ wish: arbitraryCommand, fate: arbitraryInterruption }).map((wanted) =>
  command(`alone ${JSON.stringify(wanted)}`, async ({ simulation }) => {
    const intent = intentOf(simulation, wanted.wish)
    if (intent === undefined) return
    const answers = expectedOutcomes(simulation, intent)
    const was = stateBefore(simulation, intent)
    const outcome = await simulation.perform(stepCallOf(simulation, intent), invocationModeOf(wanted.fate))
    if (outcome === 'nothing' || outcome === 'try-again') return
    // As people do when asked to.
    if (outcome === 'not-signed-in' && 'agent' in intent) simulation.signInAgain(intent.agent)
    if (!answers.includes(outcome)) {
      throw new Error(`${intent.step} answered ${outcome} instead of ${answers.join(' or ')}.`)
    }
    if (wanted.fate.kind !== 'undisturbed') return
    const [wrong] = wrongEffects(simulation, intent, was, outcome)
    if (wrong !== undefined) throw new Error(wrong)
  }),
)

const moments = ['the newest key expires', 'a form expires', 'a sign-in idles', 'half a second'] as const

/** The exact millisecond of the next such event. */
function momentOf({ memory, keys, forms }: Simulation, what: (typeof moments)[number] | 'half a day'): number {
  const { clock, tables } = memory
  const now = clock.now()
  switch (what) {
    case 'the newest key expires':
      return keys.findLast(({ expiresAt }) => expiresAt > now)?.expiresAt ?? now
    case 'a form expires':
      return tables.forms.get(forms.at(-1)?.formId ?? '')?.expiresAt ?? now
    case 'a sign-in idles': {
      const [session] = tables.sessions.all()
      const idleMinutes = session === undefined ? 0 : (tables.sites.get(session.siteId)?.idleMinutes ?? 0)
      return (session?.lastSeenAt ?? now) + idleMinutes * 60_000
    }
    case 'half a second':
      return now + 500
    case 'half a day':
      return now + 12 * 60 * 60_000
  }
}

const wait = fc
  .record({
    to: fc.oneof(
      { weight: 3, arbitrary: fc.constant('the newest key expires' as const) },
      { weight: 9, arbitrary: fc.constant('half a second' as const) },
      { weight: 2, arbitrary: fc.constantFrom('a form expires' as const, 'a sign-in idles' as const) },
      { weight: 1, arbitrary: fc.constant('half a day' as const) },
    ),
    less: fc.nat(1),
  })
  .map(({ to, less }) =>
    command(`wait until ${to}${less ? ', less a millisecond' : ''}`, async ({ simulation }) =>
      simulation.memory.clock.advanceTo(momentOf(simulation, to) - less),
    ),
  )

const settings = [
  { enabled: false },
  { enabled: true },
  { enabled: true },
  { enabled: true, profile: 'no-forms' },
  { enabled: true, profile: 'agent' },
] as const

const setPerson = fc
  .record({ agent: fc.constantFrom(...agents), setting: fc.constantFrom(...settings) })
  .map(({ agent, setting }) =>
    command(`set ${agent.siteId}/${agent.subject} to ${JSON.stringify(setting)}`, async ({ simulation }) =>
      simulation.setPerson(agent, setting),
    ),
  )

const signIn = fc
  .constantFrom(...agents)
  .map((agent) =>
    command(`${agent.siteId}/${agent.subject} signs in again`, async ({ simulation }) => simulation.signInAgain(agent)),
  )

const meanwhile = fc.oneof(
  { weight: 3, arbitrary: fc.constant('nothing' as const) },
  { weight: 2, arbitrary: fc.constantFrom(...moments) },
  { weight: 1, arbitrary: fc.constant('an agent is disabled' as const) },
  { weight: 1, arbitrary: fc.constant('an earlier sign-in signs out' as const) },
)

/** Several calls at once, some of them identical, with every port call in an order that the scheduler chooses. */
const concurrentCalls = fc
  .record({
    calls: fc.array(
      fc.record({ wish: arbitraryCommand, fate: arbitraryInterruption, copies: fc.integer({ min: 1, max: 3 }) }),
      { minLength: 1, maxLength: 3 },
    ),
    meanwhile,
    /** Whether all calls are about the form of the first call. */
    sameForm: fc.boolean(),
  })
  .map(({ calls: [first, ...others], meanwhile, sameForm }) => ({
    calls: [
      ...(first ? [first] : []),
      ...others.map((one) => (sameForm && first ? { ...one, wish: { ...one.wish, which: first.wish.which } } : one)),
    ],
    meanwhile,
  }))
  .map((wanted) =>
    command(`together ${JSON.stringify(wanted)}`, async ({ simulation, scheduler }) => {
      const gate: Turn = (call, moment) => scheduler.schedule(Promise.resolve(), `${call} ${moment}`)
      const calls = wanted.calls.flatMap(({ wish, fate, copies }) => {
        const intent = intentOf(simulation, wish)
        if (intent === undefined) return []
        return Array.from({ length: copies }, () =>
          simulation.perform(stepCallOf(simulation, intent), invocationModeOf(fate, gate)),
        )
      })
      await scheduler.waitFor(Promise.all([...calls, applyMeanwhile(simulation, wanted.meanwhile, gate)]))
    }),
  )

async function applyMeanwhile(
  simulation: Simulation,
  what: typeof meanwhile extends fc.Arbitrary<infer Value> ? Value : never,
  gate: Turn,
): Promise<void> {
  if (what === 'nothing') return
  await gate('meanwhile', 'before')
  const agent = simulation.forms.at(-1)?.sender
  if (what === 'an earlier sign-in signs out') {
    const earlier = agent && simulation.principalBefore(agent)
    if (earlier !== undefined) await simulation.perform(signOutCall(earlier), undisturbed(gate))
  } else if (what === 'an agent is disabled') {
    if (agent !== undefined) simulation.setPerson(agent, { enabled: false })
  } else simulation.memory.clock.advanceTo(momentOf(simulation, what))
}

const repeat = <Item>(times: number, item: Item): Item[] => Array.from({ length: times }, () => item)

export const commands = (most: number) =>
  fc.commands<Model, Real, false>(
    [...repeat(12, singleCall), ...repeat(6, concurrentCalls), ...repeat(2, wait), setPerson, ...repeat(2, signIn)],
    { maxCommands: most, size: 'max' },
  )
