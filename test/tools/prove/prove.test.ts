import { describe, expect, test } from 'vitest'
import { SiteId } from '../../../contracts/identifiers.ts'
import { stageSettings } from '../../../lib/stage-settings.ts'
import { no, type Proof, yes } from '../../../tools/prove/proof.ts'
import { type OpenedStage, type ProvePorts, prove } from '../../../tools/prove/prove.ts'
import type { ProofReport } from '../../../tools/prove/report.ts'
import { exampleStages } from '../../lib/synthesised.ts'
import { fakeAccount } from './fake-account.ts'

const stage = stageSettings('demo', exampleStages)
const settings = { stage, siteId: SiteId.parse('acme'), yes: true, existing: false }

const socketProof: Proof = { id: 'socket', run: async () => yes({ events: 1 }) }
const failingProof: Proof = {
  id: 'trail',
  run: async () => {
    throw new TypeError('arn:aws:secret')
  },
}
const upgradeProof: Proof = {
  id: 'upgrade',
  async run({ deployAgain }) {
    await deployAgain?.()
    return deployAgain === undefined ? no('It did not deploy.') : yes()
  },
}

/** @param codes exit codes of commands; 0 for all others */
const run = async (
  changes: Partial<ProvePorts> = {},
  { codes = {}, given = settings }: { codes?: Record<string, number>; given?: typeof settings } = {},
) => {
  const commands: string[] = []
  const printed: string[] = []
  const reports: ProofReport[] = []
  const openStage = async (deployAgain: (() => Promise<void>) | undefined): Promise<OpenedStage> => ({
    context: {
      ...{ stage, origin: 'https://forms.example.com', account: fakeAccount(), deployAgain, fetch: globalThis.fetch },
      ...{ now: () => 0, pause: async () => {}, patienceMs: 0 },
      callers: () => Promise.reject(new Error('no callers')),
    },
    smoke: async () => ({ passed: true, checks: [{ name: 'any', passed: true }], notRun: 0 }),
    close: async () => {
      commands.push('close')
    },
  })
  const code = await prove({
    ...{ isDeployed: async () => given.existing, ask: undefined, openStage, isStopped: () => false },
    npmRun: async (...words) => {
      commands.push(words.join(' '))
      return codes[words[0] ?? ''] ?? 0
    },
    print: (line) => printed.push(line),
    now: () => 0,
    write: (report) => {
      reports.push(report)
      return 'proofs/report.json'
    },
    proofs: [socketProof, failingProof, upgradeProof],
    ...changes,
  })(given).catch((failure: unknown) => (failure instanceof Error ? failure.message : 'no error'))
  const answerTo = (id: string) => reports[0]?.answers.find((each) => each.id === id)
  return { code, commands, printed, reports, answerTo }
}

describe('a run of prove', () => {
  test('checks the account, deploys, proves, deploys again and removes the stage', async () => {
    const { commands } = await run()
    expect(commands).toEqual(['doctor demo', 'deploy demo --yes', 'deploy demo --yes', 'close', 'destroy demo --yes'])
  })

  test('records that a proof failed, without the error message, and continues', async () => {
    const { code, answerTo } = await run()
    expect(answerTo('socket')).toMatchObject({ answer: 'yes', seen: { events: 1 } })
    expect(answerTo('trail')).toMatchObject({ answer: 'no', why: 'The proof failed: TypeError.' })
    expect(answerTo('upgrade')).toMatchObject({ answer: 'yes' })
    expect(answerTo('deployed')).toMatchObject({ answer: 'yes', seen: { checks: 1, failed: 0 } })
    expect(answerTo('erasure')).toMatchObject({ answer: 'not shown', why: 'The run ended before this proof.' })
    expect(code).toBe(1)
  })

  test('succeeds if no sentence is answered with no', async () => {
    expect((await run({ proofs: [socketProof] })).code).toBe(0)
  })

  test('removes the stage even if its deployment, the creation of the site or the sign-in fails', async () => {
    const failed = await run({}, { codes: { deploy: 1 } })
    expect(failed.commands).toEqual(['doctor demo', 'deploy demo --yes', 'destroy demo --yes'])
    expect(failed.answerTo('deployed')).toMatchObject({ answer: 'no', why: 'npm run deploy failed.' })
    const unopened = await run({ openStage: () => Promise.reject(new Error('no site for 111122223333')) })
    expect(unopened.commands.at(-1)).toBe('destroy demo --yes')
    expect(unopened.printed.join()).toContain('The run ended early: Error.')
  })

  test('when it is stopped, ends before the next proof and removes the stage', async () => {
    const { commands, answerTo } = await run({ isStopped: () => true })
    expect(answerTo('socket')).toMatchObject({ answer: 'not shown' })
    expect(commands.at(-1)).toBe('destroy demo --yes')
  })

  test('reports that the removal of the stage failed', async () => {
    const { code, answerTo, printed } = await run({}, { codes: { destroy: 1 } })
    expect([code, answerTo('destroyed')?.answer]).toEqual([1, 'no'])
    expect(printed.join()).toContain('run npm run destroy -- demo again')
  })

  test('deploys nothing if the doctor finds a problem', async () => {
    const { code, commands, reports } = await run({}, { codes: { doctor: 1 } })
    expect([code, commands, reports]).toEqual([1, ['doctor demo'], []])
  })

  test('with --existing neither deploys nor removes the stage', async () => {
    const { commands, answerTo } = await run({}, { given: { ...settings, existing: true } })
    expect(commands).toEqual(['close'])
    expect(answerTo('destroyed')).toMatchObject({ answer: 'not shown' })
    expect(answerTo('upgrade')).toMatchObject({ answer: 'no', why: 'It did not deploy.' })
  })

  test('refuses to start if the stage exists, or if it does not exist but --existing is given', async () => {
    const there = await run({ isDeployed: async () => true })
    expect([there.code, there.commands]).toEqual([expect.stringContaining('remove it first, or use --existing'), []])
    const missing = await run({ isDeployed: async () => false }, { given: { ...settings, existing: true } })
    expect(missing.code).toBe('The stage demo is not deployed: omit --existing.')
  })

  test('asks once, with the account, the duration and the cost, and does nothing if the answer is no', async () => {
    const asked: string[] = []
    const ask = async (question: string) => {
      asked.push(question)
      return false
    }
    const { code, commands } = await run({ ask }, { given: { ...settings, yes: false } })
    expect([code, commands]).toEqual([1, []])
    expect(asked).toEqual([
      'Deploy the stage demo to account 111122223333, us-east-1, prove it, and remove it with its data? One to two hours, less than 2 US dollars.',
    ])
  })

  test('does nothing if it has neither a terminal nor --yes', async () => {
    const { code, commands } = await run({}, { given: { ...settings, yes: false } })
    expect([code, commands]).toEqual([expect.stringContaining('There is no terminal to ask on'), []])
  })
})
