/** The command line of page-watch. */
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { SiteId } from '../../contracts/identifiers.ts'
import { SignInSettings } from '../../contracts/sign-in-settings.ts'
import { isWebOrigin } from '../../contracts/web-origin.ts'
import { UsageFailure } from '../usage-failure.ts'
import { ExpectedPages } from './expected-pages.ts'

export const usage = `npm run page:watch -- --url https://forms.example.com --site acme=https://chat.example.com,https://desk.example.com

Fetches the pages of a deployment and compares every document, script, style and header with this build.

  --url            where the service is
  --site           a site and the origins that may frame its pages; again for each further site
  --stage-origins  the origins that may frame the pages of no site, as cdk.json has them
  --sign-in        what /admin should be told of signing in: a file of JSON with issuer, clientId, authorizationEndpoint,
                   tokenEndpoint, revocationEndpoint, endSessionEndpoint
  --expected       compare with what --save wrote, instead of with this build
  --save           write what this build looks like to a file, and fetch nothing

Exit code 0 when all is as it was built, 1 when not, 2 when this could not be started.`

export type Settings =
  | { readonly save: string }
  | {
      readonly origin: string
      readonly sites: ReadonlyMap<string, readonly string[]>
      readonly stageOrigins: readonly string[]
      readonly signIn: SignInSettings | undefined
      /** Nothing: this build. */
      readonly expected: ExpectedPages | undefined
    }

const options = {
  url: { type: 'string' },
  site: { type: 'string', multiple: true },
  'stage-origins': { type: 'string', default: '' },
  'sign-in': { type: 'string' },
  expected: { type: 'string' },
  save: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const

const valuesOf = (args: readonly string[]) => {
  try {
    return parseArgs({ args: [...args], options }).values
  } catch (failure) {
    throw new UsageFailure(failure instanceof Error ? failure.message : 'The command line could not be read.')
  }
}

const originsOf = (text: string): readonly string[] => {
  const origins = text === '' ? [] : text.split(',')
  const wrong = origins.find((origin) => !isWebOrigin(origin))
  if (wrong !== undefined) throw new UsageFailure(`${wrong} is no origin such as https://chat.example.com.`)
  return origins
}

const siteOf = (text: string): readonly [string, readonly string[]] => {
  const [name, origins = ''] = text.split('=')
  const site = SiteId.safeParse(name)
  if (!site.success) throw new UsageFailure(`--site is ${text}, but must be such as acme=https://chat.example.com.`)
  return [site.data, originsOf(origins)]
}

const readSignInSettings = (file: string): SignInSettings => {
  try {
    return SignInSettings.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    throw new UsageFailure(`The file ${file} that --sign-in names cannot be read, or says not how to sign in.`)
  }
}

const readExpectedPages = (file: string): ExpectedPages => {
  try {
    return ExpectedPages.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    throw new UsageFailure(`The file ${file} that --expected names cannot be read, or is not what --save wrote.`)
  }
}

/** @throws {UsageFailure} with one sentence. Answers `help` when that is all that is wanted. */
export const settingsOf = (args: readonly string[]): Settings | 'help' => {
  const { url, site = [], 'stage-origins': stageOrigins, 'sign-in': signIn, expected, save, help } = valuesOf(args)
  if (help) return 'help'
  if (save !== undefined) return { save }
  const address = URL.parse(url ?? '')
  if (address === null || !isWebOrigin(address.origin)) {
    throw new UsageFailure('Say where the service is: --url https://forms.example.com.')
  }
  return {
    origin: address.origin,
    sites: new Map(site.map(siteOf)),
    stageOrigins: originsOf(stageOrigins),
    signIn: signIn === undefined ? undefined : readSignInSettings(signIn),
    expected: expected === undefined ? undefined : readExpectedPages(expected),
  }
}
