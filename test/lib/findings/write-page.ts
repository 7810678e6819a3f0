/** `npm run findings`: writes the tables of docs/compliance-checks.md. */
import { readFileSync, writeFileSync } from 'node:fs'
import { expectNoArguments } from '../../../tools/command-line.ts'
import { messageOr, runCommand } from '../../../tools/run-command.ts'

const usage = `Usage: npm run findings

Writes the tables of docs/compliance-checks.md: our rules for PCI DSS 4.0.1 and for
what AWS refuses, and the findings that are acknowledged.

  --help   print this text

Exit codes: 0 page written, 1 writing failed, 2 invalid command line.`

await runCommand({
  usage,
  settingsOf: expectNoArguments,
  needs: () => 'development',
  async run() {
    const { pageFile, withTables } = await import('./page.ts')
    writeFileSync(pageFile, withTables(readFileSync(pageFile, 'utf8')))
    console.log('Written: docs/compliance-checks.md')
    return 0
  },
  describeFailure: messageOr('The page could not be written.'),
  failureCode: 1,
})
