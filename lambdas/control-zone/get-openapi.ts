/** get-openapi: returns the OpenAPI document. The caller need not be signed in. */

import { openApiDocument } from '../../contracts/openapi.ts'
import type { getOpenapi as step } from '../../contracts/steps/get-openapi.ts'
import { done, type Outcome } from '../core/outcome.ts'
import type { ReplyOf } from '../core/steps/step-request.ts'

export const getOpenapi = () => async (): Promise<Outcome<ReplyOf<typeof step>>> => done(openApiDocument())
