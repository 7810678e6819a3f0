/** `npm run packages -- deployment | development`: installs packages that `npm start` does not need. */
import { parseCommandLine } from '../tools/command-line.ts'
import { messageOr, runCommand } from '../tools/run-command.ts'
import { UsageFailure } from '../tools/usage-failure.ts'

const usage = `Usage: npm run packages -- deployment | development

Installs packages that npm start does not need, in the versions of package-lock.json, unless they are installed. Every
command does this itself; run it beforehand to work without a network later.

  deployment    the AWS CDK and clients of AWS, for commands such as npm run deploy
  development   everything, for npm test and other tools; the same as npm install --include=dev
  --help        print this text

Exit codes: 0 the packages are installed, 1 npm failed, 2 the command line is wrong.`

await runCommand({
  usage,
  settingsOf(args) {
    const [group] = parseCommandLine(args, {}, 1).positionals
    if (group !== 'deployment' && group !== 'development') {
      throw new UsageFailure('Name the packages: deployment or development.')
    }
    return group
  },
  needs: (group) => group,
  run: async () => 0,
  describeFailure: messageOr('The packages could not be installed.'),
  failureCode: 1,
})
