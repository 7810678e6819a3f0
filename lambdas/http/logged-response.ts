import type { RefusalCode } from '../../contracts/problem.ts'
import type { RequestLogLine } from '../core/log.ts'
import type { GatewayResponse } from './gateway-event.ts'

/** A response and the fields that may be logged about it. */
export interface LoggedResponse {
  readonly requestId: string
  readonly response: GatewayResponse
  readonly code?: RefusalCode
  readonly ids?: Pick<RequestLogLine, 'siteId' | 'conversationId' | 'formId' | 'submissionId'>
}
