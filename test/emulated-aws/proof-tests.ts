/** The proofs of `npm run prove` on the emulated account, inside the deployment that all tests share. */
import { expect, test } from 'vitest'
import { allProofs } from '../../tools/prove/all-proofs.ts'
import { runProofs } from '../../tools/prove/run-proofs.ts'
import type { SentenceId } from '../../tools/prove/sentences.ts'
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
  test('prove answers yes, except for what the emulator or this deployment lacks', async () => {
    const others: string[] = []
    await runProofs(allProofs, proofContextOf(service(), ownSite), {
      report: ({ id, answer, why }) => {
        if (answer !== 'yes') others.push(id)
        else expect(why).toBeUndefined()
      },
    })
    const expected = [...inconclusiveTests('proofs').map(({ test: id }) => id), ...Object.keys(notInThisDeployment)]
    expect(others.sort()).toEqual(expected.sort())
  }, 120_000)

  test('prove refuses to start if the stage is already deployed, because it removes the stage that it deploys', async () => {
    const { exitCode, output } = await service().deployment.npmRun(['prove', '--', 'demo', '--site', ownSite, '--yes'])
    expect(output).toContain('The stage demo is deployed, and prove removes what it deploys')
    expect(exitCode).toBe(2)
  }, 60_000)
}
