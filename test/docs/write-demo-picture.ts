/** `npm run docs:picture`: takes the picture of README.md. */
import { expectNoArguments } from '../../tools/command-line.ts'
import { messageOr, runCommand } from '../../tools/run-command.ts'

const usage = `Usage: npm run docs:picture

Starts the demo, fills in a form in a Chromium and writes docs/demo.webp, the picture of README.md.

  --help   print this text

Exit codes: 0 the picture is written, 1 it could not be written, 2 the command line is wrong.`

await runCommand({
  usage,
  settingsOf: expectNoArguments,
  needs: () => 'development',
  async run() {
    const { writeDemoPicture } = await import('./demo-picture.ts')
    await writeDemoPicture()
    console.log('Written: docs/demo.webp')
    return 0
  },
  describeFailure: messageOr('The picture could not be taken.'),
  failureCode: 1,
})
