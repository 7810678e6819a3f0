/** Records the permissions of the types of a stage: CFN_LINT_PYTHON=<python with cfn-lint> node test/tools/execution-policy/record.ts */
import { writeFileSync } from 'node:fs'
import { handlerPermissionsFile } from '../../../tools/execution-policy/handler-permissions.ts'
import { providedTypes, servicesOf } from '../../../tools/execution-policy/stage-actions.ts'
import { readHandlers } from './read-handlers.ts'
import { typesOfStages } from './types-of-stages.ts'

const types = typesOfStages()
const found = readHandlers(process.env.CFN_LINT_PYTHON ?? '', providedTypes(types), servicesOf(types))
writeFileSync(handlerPermissionsFile, `${JSON.stringify(found, undefined, 2)}\n`)
