/** `npm run authority`: writes the tables of docs/authority.md. */
import { readFileSync, writeFileSync } from 'node:fs'
import { expectNoArguments } from '../../tools/command-line.ts'
import { messageOr, runCommand } from '../../tools/run-command.ts'

const usage = `Usage: npm run authority

Writes the tables of docs/authority.md: what each stored attribute decides, and which roles may write it.
They come from the synthesised policies.

  --help   print this text

Exit codes: 0 the page is written, 1 it could not be written, 2 the command line is wrong.`

await runCommand({
  usage,
  settingsOf: expectNoArguments,
  needs: () => 'development',
  async run() {
    const { pageFile, productionWriteGrants, withAuthorities } = await import('./authority-page.ts')
    writeFileSync(pageFile, withAuthorities(readFileSync(pageFile, 'utf8'), productionWriteGrants()))
    console.log('Written: docs/authority.md')
    return 0
  },
  describeFailure: messageOr('The page could not be written.'),
  failureCode: 1,
})
