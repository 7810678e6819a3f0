/** `npm run page:watch`: compares the pages of a deployment with a build. */
import { settingsOf, usage } from '../tools/pages/watch-settings.ts'
import { printJson, runCommand } from '../tools/run-command.ts'

const save = async (file: string, json: boolean): Promise<number> => {
  const { saveExpectedPages } = await import('../tools/pages/save-expected-pages.ts')
  const { documents, files } = await saveExpectedPages(file)
  if (json) printJson({ file, documents, files })
  else console.log(`${file}: ${documents} documents, ${files} files.`)
  return 0
}

await runCommand({
  usage,
  settingsOf,
  async run(settings) {
    const { json } = settings
    if ('save' in settings) return save(settings.save, json)
    const [{ expectedPagesOfThisBuild }, { watchPages }] = await Promise.all([
      import('../tools/pages/expected-pages.ts'),
      import('../tools/pages/watch-pages.ts'),
    ])
    const expected = settings.expected ?? (await expectedPagesOfThisBuild())
    const { fetched, differences } = await watchPages({ ...settings, expected })
    const summary = differences.length === 0 ? 'everything is as it was built' : `${differences.length} differences`
    if (json) printJson({ origin: settings.origin, fetched, differences })
    else console.log([...differences, `${settings.origin}: ${fetched} addresses fetched, ${summary}.`].join('\n'))
    return differences.length === 0 ? 0 : 1
  },
  describeFailure: () => 'The pages could not be compared.',
  failureCode: 2,
})
