/** The command line of the smoke run. Tokens come from files or the environment: every user of a machine can see arguments. */
import { readFileSync } from 'node:fs'
import { parseCommandLine } from '../command-line.ts'
import { UsageFailure } from '../usage-failure.ts'

export interface MachineClient {
  readonly tokenUrl: string
  readonly clientId: string
  readonly clientSecret: string
}

export interface GivenTokens {
  readonly backend: string | MachineClient
  readonly agent: string
  readonly otherAgent: string
  readonly agentId?: string
}

export interface Settings {
  /** Whether the result is printed as JSON. */
  readonly json: boolean
  readonly origin: string
  readonly tokens: 'local' | GivenTokens
}

export const usage = `Usage: npm run smoke -- --url https://forms.example.com <tokens> [options]
       npm run smoke -- --local [--url http://127.0.0.1:8787] [options]

Sends one secure form and tries to abuse it, against your own deployment or the local run of npm start.

  --url                      the address of the service
  --local                    take the tokens from the local run

  Access tokens, each from a file or from the environment:
  --agent-token-file         SEALFORM_AGENT_TOKEN        an agent who may use secure forms
  --other-agent-token-file   SEALFORM_OTHER_AGENT_TOKEN  another agent of the same site
  --backend-token-file       SEALFORM_BACKEND_TOKEN      the chat backend; or its client credentials:
  --token-url, --client-id                               the issuer's token endpoint, the client's id
  --client-secret-file       SEALFORM_CLIENT_SECRET      the client's secret

  --agent-id                 the agent's id, if it is not the subject of the token

  --json                     print JSON at the end instead of a line for each check; call it with npm run --silent,
                             so that nothing else is printed
  --help                     print this text

Exit codes: 0 every check passed, 1 a check failed, 2 the checks could not start or the command line is wrong.`

const options = {
  json: { type: 'boolean', default: false },
  url: { type: 'string' },
  local: { type: 'boolean', default: false },
  'backend-token-file': { type: 'string' },
  'agent-token-file': { type: 'string' },
  'other-agent-token-file': { type: 'string' },
  'token-url': { type: 'string' },
  'client-id': { type: 'string' },
  'client-secret-file': { type: 'string' },
  'agent-id': { type: 'string' },
} as const

const loopback = new Set(['localhost', '127.0.0.1', '[::1]'])

/** Tokens are never sent in the clear. */
const originOf = (name: string, text: string): URL => {
  const url = URL.parse(text)
  if (url === null)
    throw new UsageFailure(`--${name} is ${text}, which is not a URL such as https://forms.example.com.`)
  const safe = url.protocol === 'https:' || (url.protocol === 'http:' && loopback.has(url.hostname))
  if (!safe) throw new UsageFailure(`--${name} must begin with https://, but is ${text}.`)
  if (url.username !== '' || url.password !== '')
    throw new UsageFailure(`--${name} must not contain a user name or a password.`)
  return url
}

const readSecretFile = (name: string, file: string): string => {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    throw new UsageFailure(`The file ${file} of --${name} cannot be read.`)
  }
}

type Environment = Readonly<Record<string, string | undefined>>

/** @throws {UsageFailure} with one sentence */
export const settingsOf = (args: readonly string[], environment: Environment): Settings => {
  const { values } = parseCommandLine(args, options)
  const { json } = values
  const address = values.url ?? (values.local ? 'http://127.0.0.1:8787' : undefined)
  if (address === undefined) throw new UsageFailure('Specify the URL of the service: --url https://forms.example.com.')
  const { origin } = originOf('url', address)
  if (values.local) return { json, origin, tokens: 'local' }

  const secret = (
    option: `${'backend-token' | 'agent-token' | 'other-agent-token' | 'client-secret'}-file`,
    variable: string,
  ) => {
    const file = values[option]
    const text = file === undefined ? environment[variable] : readSecretFile(option, file)
    if (text === undefined || text === '') throw new UsageFailure(`--${option} or ${variable} is missing.`)
    return text
  }
  const { 'token-url': tokenUrl, 'client-id': clientId, 'agent-id': agentId } = values
  if ((tokenUrl === undefined) !== (clientId === undefined)) {
    throw new UsageFailure('--token-url and --client-id must be used together.')
  }
  const backend =
    tokenUrl === undefined || clientId === undefined
      ? secret('backend-token-file', 'SEALFORM_BACKEND_TOKEN')
      : {
          tokenUrl: originOf('token-url', tokenUrl).href,
          clientId,
          clientSecret: secret('client-secret-file', 'SEALFORM_CLIENT_SECRET'),
        }
  const tokens = {
    backend,
    agent: secret('agent-token-file', 'SEALFORM_AGENT_TOKEN'),
    otherAgent: secret('other-agent-token-file', 'SEALFORM_OTHER_AGENT_TOKEN'),
    ...(agentId !== undefined && { agentId }),
  }
  return { json, origin, tokens }
}
