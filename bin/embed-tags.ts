/** `npm run embed:tags`: prints the tags for a brand's pages, pinned to the scripts that are deployed now. */
import { settingsOf, usage } from '../tools/pages/embed-settings.ts'
import { printJson, runCommand } from '../tools/run-command.ts'

await runCommand({
  usage,
  settingsOf,
  async run({ json, origin }) {
    const { embeddingTags } = await import('../tools/pages/embedding-tags.ts')
    const result = await embeddingTags(origin)
    if ('differs' in result) {
      console.error(`${result.differs} is missing or is not the script of this build: deploy this build first.`)
      return 1
    }
    if (json) printJson({ origin, tags: result.tags })
    else for (const { element, html } of result.tags) console.log(`<!-- for <${element}> -->\n${html}\n`)
    return 0
  },
  describeFailure: () => 'The tags could not be generated.',
  failureCode: 2,
})
