/** `npm run bench:cold`: measures what a function does before its first request. */
import { expectNoArguments } from '../tools/command-line.ts'
import { messageOr, runCommand } from '../tools/run-command.ts'

const usage = `Usage: npm run bench:cold

Measures what the functions of a form do before their first request: the phases of the start in CPU time, and the sizes
of the parts. Prints the table and writes it to docs/cold-start.md. Takes a minute.

  --help   print this text

Exit codes: 0 everything is measured, 1 something could not be measured, 2 the command line is wrong.`

await runCommand({
  usage,
  settingsOf: expectNoArguments,
  needs: () => 'development',
  async run() {
    const [{ builtBundles }, { coldStartTable }, { readDocs, replaceGenerated, writeDocs }] = await Promise.all([
      import('./bundles.ts'),
      import('./cold-start/cold-start-table.ts'),
      import('./pages-of-docs.ts'),
    ])
    const table = await coldStartTable(await builtBundles())
    console.log(table)
    writeDocs('cold-start.md', replaceGenerated(readDocs('cold-start.md'), table))
    return 0
  },
  describeFailure: messageOr('The start of the functions could not be measured.'),
  failureCode: 1,
})
