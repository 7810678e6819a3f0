/**
 * `npm run embed:tags -- --url https://forms.example.com`: the tags for a brand to paste, pinned to the scripts that this service
 * has now. What is printed was fetched from there and has the hash that is printed. Exit code 0, 1 when it has not, 2 for bad usage.
 */
import { parseArgs } from 'node:util'
import { isWebOrigin } from '../contracts/web-origin.ts'
import { buildPages } from '../lib/edge/pages/build-pages.ts'
import { embeddingTag } from '../lib/edge/pages/embedding-tag.ts'
import { integrityOf } from '../lib/edge/pages/page-file.ts'
import { UsageFailure } from '../tools/usage-failure.ts'

const originOf = (args: readonly string[]): string => {
  const parsed = (() => {
    try {
      return parseArgs({ args: [...args], options: { url: { type: 'string' } } }).values
    } catch {
      return {}
    }
  })()
  const origin = URL.parse(parsed.url ?? '')?.origin ?? ''
  if (isWebOrigin(origin)) return origin
  throw new UsageFailure('Say where the service is: npm run embed:tags -- --url https://forms.example.com')
}

const fetchIntegrity = async (address: string): Promise<string | undefined> => {
  try {
    const response = await fetch(address, { redirect: 'error', signal: AbortSignal.timeout(20_000) })
    return response.ok ? integrityOf(await response.bytes()) : undefined
  } catch {
    return undefined
  }
}

const main = async (): Promise<number> => {
  const origin = originOf(process.argv.slice(2))
  const { embedding } = await buildPages()
  for (const script of embedding) {
    if ((await fetchIntegrity(`${origin}${script.pinnedPath}`)) !== script.integrity) {
      console.error(
        `${origin}${script.pinnedPath} is not there, or is not the script of this build: deploy this build first.`,
      )
      return 1
    }
    console.log(`<!-- for <${script.tag}> -->\n${embeddingTag(origin, script)}\n`)
  }
  return 0
}

main().then(
  (code) => {
    process.exitCode = code
  },
  (failure) => {
    console.error(failure instanceof UsageFailure ? failure.message : 'The tags could not be made.')
    process.exitCode = 2
  },
)
