/** The proofs of `npm run prove` on the emulated account, inside the deployment that all tests share. */
import { expect, test } from 'vitest'
import { allProofs } from '../../tools/prove/all-proofs.ts'
import { type ProvenSentence, runProofs } from '../../tools/prove/run-proofs.ts'
import type { SentenceId } from '../../tools/prove/sentences.ts'
import { writeReport } from '../../tools/prove/write-report.ts'
import { type DemoService, ownSite } from './demo-service.ts'
import { inconclusiveTests } from './inconclusive-tests.ts'
import { proofContextOf } from './proof-context.ts'

/** Sentences that this deployment cannot show, wherever it is. */
const notInThisDeployment: Partial<Record<SentenceId, string>> = {
  'holding-by-iam': 'The holding is a server of the test.',
  'holding-limit': 'No run overloads the holding.',
  'backup-alarm': 'No run copies the data keys.',
  'output-across-regions': 'The stage is in the Region of the firewall.',
  upgrade: 'Another test deploys a second time.',
}

export const proofTests = (service: () => DemoService): void => {
  test('prove answers yes to every sentence, except those that need something that the emulator or this deployment lacks', async () => {
    const start = Date.now()
    const answers: ProvenSentence[] = []
    await runProofs(allProofs, proofContextOf(service(), ownSite), { report: (answer) => void answers.push(answer) })
    const gaps = new Map([
      ...inconclusiveTests('proofs').map(({ test: id, because }): [string, string] => [id, because]),
      ...Object.entries(notInThisDeployment),
    ])
    // The emulator's answer to such a sentence says nothing about AWS.
    const conclusive = answers.map(
      (each): ProvenSentence =>
        gaps.has(each.id)
          ? { id: each.id, sentence: each.sentence, answer: 'not shown', why: gaps.get(each.id) }
          : each,
    )
    const minutes = Math.round((Date.now() - start) / 60_000)
    writeReport(
      { region: 'emulated', minutes, answers: conclusive },
      { date: new Date(start), folder: '.build/proofs' },
    )
    const notYes = answers.filter(({ answer }) => answer !== 'yes').map(({ id }) => id)
    expect(notYes.sort()).toEqual([...gaps.keys()].sort())
  }, 120_000)

  test('prove refuses to start if the stage is already deployed, because it removes the stage that it deploys', async () => {
    const { exitCode, output } = await service().deployment.npmRun(['prove', '--', 'demo', '--site', ownSite, '--yes'])
    expect(output).toContain('The stage demo is deployed, and prove removes what it deploys')
    expect(exitCode).toBe(2)
  }, 60_000)
}
