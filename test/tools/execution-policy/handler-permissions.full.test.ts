// full: needs cfn-lint
import { expect, test } from 'vitest'
import { handlerPermissions } from '../../../tools/execution-policy/handler-permissions.ts'
import { providedTypes, servicesOf } from '../../../tools/execution-policy/stage-actions.ts'
import { readHandlers } from './read-handlers.ts'
import { typesOfStages } from './types-of-stages.ts'

const minutes = 60_000

test(
  'the recorded permissions are those in the schemas of the pinned cfn-lint, for exactly the types of both stages',
  () => {
    const types = typesOfStages()
    const found = readHandlers(process.env.CFN_LINT_PYTHON ?? '', providedTypes(types), servicesOf(types))
    expect(Object.keys(found.types)).toEqual(providedTypes(types))
    expect(handlerPermissions()).toEqual(found)
  },
  10 * minutes,
)
