/** `npm run page:watch`: compares the pages of a deployment with what was built. Exit code 0, 1 when they differ, 2 for bad usage. */
import { writeFileSync } from 'node:fs'
import { expectedPagesOfThisBuild } from '../tools/pages/expected-pages.ts'
import { watchPages } from '../tools/pages/watch-pages.ts'
import { settingsOf, usage } from '../tools/pages/watch-settings.ts'
import { UsageFailure } from '../tools/usage-failure.ts'

const main = async (): Promise<number> => {
  const settings = settingsOf(process.argv.slice(2))
  if (settings === 'help') {
    console.log(usage)
    return 0
  }
  if ('save' in settings) {
    const expected = await expectedPagesOfThisBuild()
    writeFileSync(settings.save, `${JSON.stringify(expected, undefined, 2)}\n`)
    console.log(`${settings.save}: ${expected.documents.length} documents, ${expected.files.length} files.`)
    return 0
  }
  const expected = settings.expected ?? (await expectedPagesOfThisBuild())
  const { fetched, differences } = await watchPages({ ...settings, expected })
  for (const difference of differences) console.log(difference)
  const sum = differences.length === 0 ? 'all as it was built' : `${differences.length} differences`
  console.log(`${settings.origin}: ${fetched} addresses fetched, ${sum}.`)
  return differences.length === 0 ? 0 : 1
}

main().then(
  (code) => {
    process.exitCode = code
  },
  (failure) => {
    console.error(failure instanceof UsageFailure ? failure.message : 'The watch itself failed.')
    process.exitCode = 2
  },
)
