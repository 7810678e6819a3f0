/** get-openapi: returns the OpenAPI document. The caller need not be signed in. */

import type { getOpenapi as step } from '../../contracts/steps/get-openapi.ts'
import { done, type Outcome } from '../core/outcome.ts'
import type { ReplyOf } from '../core/steps/step-request.ts'
import { builtOpenApi } from './built-openapi.ts'

export const getOpenapi = () => async (): Promise<Outcome<ReplyOf<typeof step>>> => done(builtOpenApi())
