/** The command line of `npm run token`. */
import type { SiteId } from '../../contracts/identifiers.ts'
import type { StageSettings } from '../../lib/stage-settings.ts'
import { stageFromFile } from '../cdk/stages-file.ts'
import { parseCommandLine } from '../command-line.ts'
import { serviceAddress } from '../service-address.ts'
import { siteOfStage } from '../stage/stage-site.ts'
import { UsageFailure } from '../usage-failure.ts'
import type { LocalSignIn } from './request-token.ts'

/** The caller whose token is requested. */
export type TokenOwner =
  | { readonly kind: 'local'; readonly origin: string; readonly who: LocalSignIn }
  | { readonly kind: 'person'; readonly stage: StageSettings; readonly userName: string; readonly callback: URL }
  | { readonly kind: 'chat-backend'; readonly stage: StageSettings; readonly siteId: SiteId }

export interface TokenSettings {
  readonly owner: TokenOwner
  /** The file for the token. If absent, the token is printed. */
  readonly out?: string | undefined
}

const chatBackend = 'chat-backend'

export const usage = `Usage: npm run token -- --stage demo --as ada --out ada.token
       npm run token -- --stage demo --as chat-backend [--site acme] --out backend.token
       npm run token -- --local --as ada [--profile agent] [--site acme]

Gets an access token of a stage with its own user pool, or of the local run of npm start. For a person it prints the
address of the sign-in page, waits until they have signed in there, and receives the code at an address of this machine
(authorization code with PKCE). For a chat backend it reads the client's secret from the pool, which needs AWS
credentials. It reads the endpoints from the outputs of the stage, which needs AWS credentials too.

  --stage     a stage of stages.json: demo, production
  --local     the local run
  --as        the name with which the person signs in, or chat-backend
  --out       write the token to this file, which only you can read; otherwise it is printed, for example for
              TOKEN=$(npm run --silent token -- --stage demo --as ada)
  --site      the site of the chat backend, if the stage has more than one; with --local, of anyone (default: acme)
  --callback  the address to receive the code at (default: the first of callbackAddresses on this machine)
  --profile   with --local, the profile of the person (default: agent)
  --url       with --local, its address (default: http://127.0.0.1:8787)
  --help      print this text

Exit codes: 0 there is a token, 1 the sign-in failed or AWS refused, 2 the command line is wrong or an endpoint returned
no token.`

const options = {
  stage: { type: 'string' },
  local: { type: 'boolean', default: false },
  as: { type: 'string' },
  out: { type: 'string' },
  site: { type: 'string' },
  callback: { type: 'string' },
  profile: { type: 'string' },
  url: { type: 'string' },
} as const

type Values = ReturnType<typeof parseCommandLine<typeof options>>['values']

/**
 * Parses the command line.
 * @param file the file that describes the stages
 * @throws {UsageFailure} with one sentence if the command line is not valid
 */
export const settingsOf = (args: readonly string[], file?: string): TokenSettings => {
  const { values } = parseCommandLine(args, options)
  const { out, as: name } = values
  if (name === undefined) throw new UsageFailure('Specify whose token it is: --as ada, or --as chat-backend.')
  if (values.local === (values.stage !== undefined)) {
    throw new UsageFailure('Specify a stage or the local run: --stage demo, or --local.')
  }
  return { out, owner: values.local ? localOwner(name, values) : stageOwner(name, values, file) }
}

const localOwner = (name: string, { site, profile, url = 'http://127.0.0.1:8787', callback }: Values): TokenOwner => {
  refuseOptions('--stage', { callback })
  return {
    kind: 'local',
    origin: serviceAddress('url', url).origin,
    who: {
      siteId: site ?? 'acme',
      subject: name === chatBackend ? 'backend' : name,
      profile: profile ?? (name === chatBackend ? chatBackend : 'agent'),
    },
  }
}

const stageOwner = (name: string, values: Values, file?: string): TokenOwner => {
  const { site, profile, url, callback } = values
  refuseOptions('--local', { profile, url })
  const stage = stageFromFile(values.stage, file)
  if (stage.signIn.kind === 'issuers') {
    throw new UsageFailure(`The stage ${stage.stage} has no user pool: get the token from its issuer.`)
  }
  if (name === chatBackend) return { kind: 'chat-backend', stage, siteId: siteOfStage(stage, site) }
  return { kind: 'person', stage, userName: name, callback: callbackOf(stage.signIn.callbackAddresses, callback) }
}

const refuseOptions = (needs: string, given: Readonly<Record<string, string | undefined>>): void => {
  for (const [option, value] of Object.entries(given)) {
    if (value !== undefined) throw new UsageFailure(`--${option} needs ${needs}.`)
  }
}

/**
 * Returns the address to which Cognito redirects. Cognito redirects only to the client's own addresses, and compares
 * them character by character.
 */
const callbackOf = (addresses: readonly string[], wanted: string | undefined): URL => {
  const isHere = (address: string) => URL.parse(address)?.hostname === 'localhost'
  const address = wanted ?? addresses.find(isHere)
  if (address !== undefined && addresses.includes(address) && isHere(address)) return new URL(address)
  throw new UsageFailure(
    address === undefined
      ? 'No address of signIn.callbackAddresses is on this machine, so it cannot receive a code: add http://localhost:8787/ to that setting, and deploy.'
      : `${address} must be one of signIn.callbackAddresses of the stage, and begin with http://localhost.`,
  )
}
