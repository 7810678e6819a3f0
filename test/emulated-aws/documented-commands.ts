/** The commands of docs/deploy.md, as printed there, on a terminal and without one. */
import { describe, expect, test } from 'vitest'
import type { DemoService } from './demo-service.ts'
import { succeeded } from './deployment.ts'

const minute = 60_000
const stacks = 14
const question = /\(y\/N\)/g

export const documentedCommandTests = (service: () => DemoService): void => {
  describe('the documented commands', () => {
    test('deploy asks for confirmation once in a terminal, and prints a line for each stack with its number and duration', () => {
      const { output } = service().deployed
      expect(output).toContain(`Of the stage demo, ${stacks} of ${stacks} stacks differ:`)
      expect(output).toMatch(/^ {2}new {8}sealform-demo-pci-zone +\d+ resources, \d+ permissions added$/m)
      expect(output.match(question)).toHaveLength(1)
      expect(output).toContain(`Deploy these ${stacks} stacks to account 111122223333 in us-east-1? (y/N) y`)
      for (const number of Array.from({ length: stacks }, (_, place) => place + 1)) {
        expect(output).toMatch(new RegExp(`^\\[${number}/${stacks}\\] sealform-demo-[a-z-]+ created \\(.* s\\)$`, 'm'))
      }
      expect(output).toMatch(
        /^Deployed 14 stacks of the stage demo in .* s\.\nAddress: https:\/\/\S+\.cloudfront\.net$/m,
      )
    })

    test(
      'after a deployment, deploy shows no difference and does nothing if the answer is no',
      async () => {
        const { exitCode, output } = await service().deployment.npmRun(['deploy', '--', 'demo'], 'n')
        expect(output).toContain(
          `No differences: all ${stacks} stacks of the stage demo are deployed as they are here.`,
        )
        expect(output.match(question)).toHaveLength(1)
        expect(output).toContain('Nothing was deployed.')
        expect(exitCode).toBe(1)
      },
      5 * minute,
    )

    test(
      'doctor accepts the names that the deployed stage uses, and reports `unknown` for what the emulator does not support',
      async () => {
        const { output } = await service().deployment.npmRun(['doctor', '--', 'demo'])
        for (const names of ['roles', 'CloudFront', 'firewall']) {
          expect(output).toMatch(new RegExp(`^ok +names: ${names} +of this stage$`, 'm'))
        }
        expect(output).toMatch(/^ok +bootstrap +version \d+ in us-east-1$/m)
        expect(output).toMatch(/^unknown +quota: roles +servicequotas:GetServiceQuota failed in us-east-1/m)
        expect(output).not.toContain('could not be read')
      },
      minute,
    )

    test.each(['deploy', 'destroy'])(
      '%s does nothing if it has neither a terminal nor --yes',
      async (name) => {
        const { exitCode, output } = await service().deployment.npmRun([name, '--', 'demo'])
        expect(output).toContain(`There is no terminal to ask on: npm run ${name} -- demo --yes does not ask.`)
        expect(exitCode).toBe(2)
      },
      minute,
    )

    test(
      'diff shows the effect of a changed setting, and changes nothing',
      async () => {
        const { deployment, changes } = service()
        deployment.change({ ...changes, embeddingOrigins: ['https://chat.example.com'] })
        const { output } = await succeeded(deployment.npmRun(['diff', '--', 'demo'], 'never asked for'))
        expect(output).toContain('["https://chat.example.com"]')
        expect(output).toContain(`Of the stage demo, 1 of ${stacks} stacks differ:`)
        expect(output).toMatch(/^ {2}changed {4}sealform-demo-control-zone {2}1 resource$/m)
        expect(output).not.toMatch(question)
        deployment.change(changes)
      },
      5 * minute,
    )
  })
}
