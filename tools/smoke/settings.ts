/**
 * The command line of the smoke run. Tokens come from files or the environment, because every user of a machine can see
 * the arguments of a command.
 */
import { readFileSync } from 'node:fs'
import type { SiteId } from '../../contracts/identifiers.ts'
import type { StageSettings } from '../../lib/stage-settings.ts'
import { stageFromFile } from '../cdk/stages-file.ts'
import { parseCommandLine } from '../command-line.ts'
import { serviceAddress } from '../service-address.ts'
import { siteOfStage } from '../stage/stage-site.ts'
import { backendScopes } from '../token/backend-scopes.ts'
import type { MachineClient } from '../token/request-token.ts'
import { UsageFailure } from '../usage-failure.ts'

export interface GivenTokens {
  readonly backend: string | MachineClient
  readonly agent: string
  readonly otherAgent: string
  readonly agentId?: string
}

/** The address of the service, and how its callers get their tokens. */
export interface Target {
  readonly origin: string
  readonly tokens: 'local' | GivenTokens
}

/** A deployed stage with its own pool. The stage's outputs contain the other settings. */
export interface StageTarget extends Pick<GivenTokens, 'agent' | 'otherAgent'> {
  readonly stage: StageSettings
  readonly siteId: SiteId
}

export interface Settings {
  /** True if the result is printed as JSON. */
  readonly json: boolean
  readonly target: Target | StageTarget
}

export const usage = `Usage: npm run smoke -- --stage demo --agent-token-file a.token --other-agent-token-file b.token [options]
       npm run smoke -- --url https://forms.example.com <tokens> [options]
       npm run smoke -- --local [--url http://127.0.0.1:8787] [options]

Sends one secure form and tries to abuse it, against your own deployment or the local run of npm start.

  --stage                    a stage of stages.json with its own user pool. Its outputs and its pool say the address and
                             the chat backend's client, which needs AWS credentials; npm run token gets the two tokens
  --site                     the site of the chat backend, if the stage has more than one
  --url                      the address of the service
  --local                    take the tokens from the local run

  Access tokens, each from a file or from the environment:
  --agent-token-file         SEALFORM_AGENT_TOKEN        an agent who may use secure forms
  --other-agent-token-file   SEALFORM_OTHER_AGENT_TOKEN  another agent of the same site
  --backend-token-file       SEALFORM_BACKEND_TOKEN      the chat backend; or its client credentials:
  --token-url, --client-id                               the issuer's token endpoint, the client's id
  --client-secret-file       SEALFORM_CLIENT_SECRET      the client's secret
  --client-scope                                         its scopes (default: sealform/conversations)

  --agent-id                 the agent's id, if it is not the subject of the token

  --json                     print JSON at the end instead of a line for each check; call it with npm run --silent,
                             so that nothing else is printed
  --help                     print this text

Exit codes: 0 every check passed, 1 a check failed, 2 the checks could not start or the command line is wrong.`

const options = {
  json: { type: 'boolean', default: false },
  stage: { type: 'string' },
  site: { type: 'string' },
  url: { type: 'string' },
  local: { type: 'boolean', default: false },
  'backend-token-file': { type: 'string' },
  'agent-token-file': { type: 'string' },
  'other-agent-token-file': { type: 'string' },
  'token-url': { type: 'string' },
  'client-id': { type: 'string' },
  'client-secret-file': { type: 'string' },
  'client-scope': { type: 'string' },
  'agent-id': { type: 'string' },
} as const

const readSecretFile = (name: string, file: string): string => {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    throw new UsageFailure(`The file ${file} of --${name} cannot be read.`)
  }
}

type Environment = Readonly<Record<string, string | undefined>>

type Values = ReturnType<typeof parseCommandLine<typeof options>>['values']
type SecretOption = `${'backend-token' | 'agent-token' | 'other-agent-token' | 'client-secret'}-file`

/**
 * Reads a token or a secret from the file that the option names. If the option is missing, reads it from the
 * environment variable.
 */
type ReadSecret = (option: SecretOption, variable: string) => string

const secretReader =
  (values: Values, environment: Environment): ReadSecret =>
  (option, variable) => {
    const file = values[option]
    const text = file === undefined ? environment[variable] : readSecretFile(option, file)
    if (text === undefined || text === '') throw new UsageFailure(`--${option} or ${variable} is missing.`)
    return text
  }

const agentTokens = (secret: ReadSecret) => ({
  agent: secret('agent-token-file', 'SEALFORM_AGENT_TOKEN'),
  otherAgent: secret('other-agent-token-file', 'SEALFORM_OTHER_AGENT_TOKEN'),
})

/**
 * Parses the command line, and reads the tokens.
 * @param file the file that describes the stages
 * @throws {UsageFailure} with one sentence if the command line is not valid
 */
export const settingsOf = (args: readonly string[], environment: Environment, file?: string): Settings => {
  const { values } = parseCommandLine(args, options)
  const { json } = values
  const secret = secretReader(values, environment)
  const target = values.stage === undefined ? addressTarget(values, secret) : stageTarget(values, secret, file)
  return { json, target }
}

const stageTarget = (values: Values, secret: ReadSecret, file?: string): StageTarget => {
  const { local, url, 'token-url': tokenUrl, 'client-id': clientId } = values
  if (local || (url ?? tokenUrl ?? clientId ?? values['backend-token-file']) !== undefined) {
    throw new UsageFailure(
      '--stage finds the address and the chat backend itself: omit --local, --url, --token-url, --client-id and --backend-token-file.',
    )
  }
  const stage = stageFromFile(values.stage, file)
  if (stage.signIn.kind === 'issuers') {
    throw new UsageFailure(`The stage ${stage.stage} has no user pool: specify --url and the tokens of its issuer.`)
  }
  return { stage, siteId: siteOfStage(stage, values.site), ...agentTokens(secret) }
}

const addressTarget = (values: Values, secret: ReadSecret): Target => {
  if (values.site !== undefined) throw new UsageFailure('--site needs --stage.')
  const address = values.url ?? (values.local ? 'http://127.0.0.1:8787' : undefined)
  if (address === undefined) {
    throw new UsageFailure('Specify the service: --stage demo, --url https://forms.example.com, or --local.')
  }
  const { origin } = serviceAddress('url', address)
  if (values.local) return { origin, tokens: 'local' }
  const { 'token-url': tokenUrl, 'client-id': clientId, 'agent-id': agentId } = values
  if ((tokenUrl === undefined) !== (clientId === undefined)) {
    throw new UsageFailure('--token-url and --client-id must be used together.')
  }
  const backend =
    tokenUrl === undefined || clientId === undefined
      ? secret('backend-token-file', 'SEALFORM_BACKEND_TOKEN')
      : {
          tokenUrl: serviceAddress('token-url', tokenUrl).href,
          clientId,
          clientSecret: secret('client-secret-file', 'SEALFORM_CLIENT_SECRET'),
          scopes: values['client-scope']?.split(' ') ?? backendScopes(),
        }
  return { origin, tokens: { backend, ...agentTokens(secret), ...(agentId !== undefined && { agentId }) } }
}
