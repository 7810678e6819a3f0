/** Lists every route that requires a token. Each route is listed as a request with ids that do not exist. */
import { protocol } from '../../contracts/protocol.ts'
import type { Step } from '../../contracts/step.ts'

export interface TokenRoute {
  readonly step: string
  readonly method: Step['method']
  readonly path: string
}

const unknownUuid = '00000000-0000-4000-8000-000000000000'
const isUuid = (parameter: string): boolean => ['formId', 'submissionId', 'erasureId'].includes(parameter)

/** Returns the path of a step with ids that do not exist. */
export const unknownPath = ({ path }: Pick<Step, 'path'>): string =>
  path.replace(/\{(\w+)\}/g, (_, parameter: string) => (isUuid(parameter) ? unknownUuid : 'unknown'))

export const tokenRoutes: readonly TokenRoute[] = Object.values<Step>(protocol)
  .filter(({ caller }) => caller === 'person' || caller === 'chat-backend')
  .map((step) => ({ step: step.name, method: step.method, path: unknownPath(step) }))
