/** `npm run agent:create`: creates an agent in the user pool of a deployed stage. */
import { runCommand } from '../tools/run-command.ts'
import { agentSettingsOf, agentUsage } from '../tools/site/agent-settings.ts'
import { failureOf } from '../tools/stage/stage-failure.ts'

await runCommand({
  usage: agentUsage,
  settingsOf: (args) => agentSettingsOf(args),
  needs: () => 'deployment',
  async run(settings) {
    const { createAgent } = await import('../tools/site/create-agent.ts')
    await createAgent({ settings, print: (line) => console.log(line) })
    return 0
  },
  describeFailure: (failure) => failureOf(failure).message,
  failureCode: 1,
})
