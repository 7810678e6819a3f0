/** The command line of `npm run page:watch`. */
import { readFileSync } from 'node:fs'
import { SiteId } from '../../contracts/identifiers.ts'
import { SignInSettings } from '../../contracts/sign-in-settings.ts'
import { isWebOrigin } from '../../contracts/web-origin.ts'
import { parseCommandLine } from '../command-line.ts'
import { UsageFailure } from '../usage-failure.ts'
import { ExpectedPages } from './expected-pages.ts'

export const usage = `Usage: npm run page:watch -- --url https://forms.example.com --site acme=https://chat.example.com [options]
       npm run page:watch -- --save <file>

Fetches the pages of a deployment and compares every document, script, style and header with this build.

  --url            the address of the service
  --site           a site and the origins that may frame its pages, separated by commas; repeat it for each further site
  --stage-origins  the origins that may frame the pages of no site, as in stages.json
  --sign-in        the sign-in settings that /admin should have: a JSON file with issuer, clientId,
                   authorizationEndpoint, tokenEndpoint, revocationEndpoint, endSessionEndpoint
  --expected       compare with a file of --save instead of with this build
  --save           write what this build looks like to a file, and fetch nothing

  --json           print JSON instead of text; call it with npm run --silent, so that nothing else is printed
  --help           print this text

Exit codes: 0 everything is as it was built, 1 something differs, 2 the comparison failed or the command line is wrong.`

export type Settings =
  | { readonly json: boolean; readonly save: string }
  | {
      /** True if the result is printed as JSON. */
      readonly json: boolean
      readonly origin: string
      readonly sites: ReadonlyMap<string, readonly string[]>
      readonly stageOrigins: readonly string[]
      readonly signIn: SignInSettings | undefined
      /** The expected pages. If absent, the pages of this build are expected. */
      readonly expected: ExpectedPages | undefined
    }

const options = {
  json: { type: 'boolean', default: false },
  url: { type: 'string' },
  site: { type: 'string', multiple: true },
  'stage-origins': { type: 'string', default: '' },
  'sign-in': { type: 'string' },
  expected: { type: 'string' },
  save: { type: 'string' },
} as const

const originsOf = (text: string): readonly string[] => {
  const origins = text === '' ? [] : text.split(',')
  const wrong = origins.find((origin) => !isWebOrigin(origin))
  if (wrong !== undefined) throw new UsageFailure(`${wrong} is not an origin such as https://chat.example.com.`)
  return origins
}

const siteOf = (text: string): readonly [string, readonly string[]] => {
  const [name, origins = ''] = text.split('=')
  const site = SiteId.safeParse(name)
  if (!site.success) throw new UsageFailure(`--site is ${text}, but must have the form acme=https://chat.example.com.`)
  return [site.data, originsOf(origins)]
}

const readSignInSettings = (file: string): SignInSettings => {
  try {
    return SignInSettings.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    throw new UsageFailure(`The file ${file} of --sign-in cannot be read, or contains no sign-in settings.`)
  }
}

const readExpectedPages = (file: string): ExpectedPages => {
  try {
    return ExpectedPages.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    throw new UsageFailure(`The file ${file} of --expected cannot be read, or was not written by --save.`)
  }
}

/**
 * Parses the command line.
 * @throws {UsageFailure} with one sentence if the command line is not valid
 */
export const settingsOf = (args: readonly string[]): Settings => {
  const { values } = parseCommandLine(args, options)
  const { json, url, site = [], 'stage-origins': stageOrigins, 'sign-in': signIn, expected, save } = values
  if (save !== undefined) return { json, save }
  const address = URL.parse(url ?? '')
  if (address === null || !isWebOrigin(address.origin)) {
    throw new UsageFailure('Specify the URL of the service: --url https://forms.example.com.')
  }
  return {
    json,
    origin: address.origin,
    sites: new Map(site.map(siteOf)),
    stageOrigins: originsOf(stageOrigins),
    signIn: signIn === undefined ? undefined : readSignInSettings(signIn),
    expected: expected === undefined ? undefined : readExpectedPages(expected),
  }
}
