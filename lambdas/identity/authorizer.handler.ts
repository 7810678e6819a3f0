import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { jsonLog } from '../adapters/process/json-log.ts'
import { Fault } from '../core/fault.ts'
import { type Authorization, AuthorizerEvent, authorizer } from './authorizer.ts'
import { documentFetcher } from './fetch-document.ts'
import { withStageSites } from './issuers.ts'
import { logRefusedToken } from './log-refused-token.ts'
import { stageFileName, stageIssuers } from './stage-issuers.ts'
import { tokenVerifier } from './verify-token.ts'

type Authorizer = ReturnType<typeof authorizer>

/**
 * Composes the authorizer from the file packaged with the code and the environment variable `ISSUERS`. Throws
 * `settings-malformed`.
 */
const compose = ({ LAMBDA_TASK_ROOT: folder = '', ISSUERS }: NodeJS.ProcessEnv): Authorizer => {
  const { sites, issuers } = stageIssuers(textOf(join(folder, stageFileName)), ISSUERS)
  return authorizer({
    verifyToken: tokenVerifier(
      { issuers: withStageSites(issuers, sites), clock: { now: Date.now }, fetchDocument: documentFetcher() },
      (rule) => log.write({ line: 'token', rule }),
    ),
  })
}

const log = jsonLog()

const textOf = (file: string): string => {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new Fault('settings-malformed', error)
  }
}

let composed: Authorizer | undefined

export const handler = async (input: unknown): Promise<Authorization> => {
  composed ??= compose(process.env)
  const event = AuthorizerEvent.safeParse(input)
  const authorization = event.success ? await composed(event.data) : undefined
  if (authorization === undefined) {
    logRefusedToken(jsonLog(), input, process.env.VIEWER_ADDRESS_HEADER)
    // API Gateway replies 401 to this exact message, and 500 to any other error.
    throw new Error('Unauthorized')
  }
  return authorization
}
