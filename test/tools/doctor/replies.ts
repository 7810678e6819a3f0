/** What the stand-in for an AWS account receives and returns. */
import type { StageSettings } from '../../../lib/stage-settings.ts'
import type { Action } from '../../../tools/doctor/aws/actions.ts'

export type Settings = StageSettings

export interface ReceivedRequest {
  readonly action: Action
  readonly region: string
  readonly parameters: Readonly<Record<string, string>>
}

/** XML as text, JSON as an object, or a whole response. */
export type Reply = string | object | Response
export type Replies = Partial<Record<Action, Reply | ((request: ReceivedRequest) => Reply)>>
