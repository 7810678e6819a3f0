/** P1b and P2: what one form uses of AWS. Exact, so a test checks the values. */
import type { StepUsage, Usage } from '../../tools/cost/usage.ts'
import { countedForm } from '../counted-form.ts'
import type { Measure, Readings } from '../measure.ts'

/** The steps of the form. The agent's read of the template is not among them. */
export const stepsOfForm = ({ steps }: Usage): readonly StepUsage[] =>
  steps.filter(({ step }) => step !== 'get-template')

const sum = (usage: Usage, of: (step: StepUsage) => number): number =>
  stepsOfForm(usage).reduce((total, step) => total + of(step), 0)

export const callsOf = (usage: Usage): Readings => {
  const dynamoDb = sum(usage, (step) => step.dynamoDbRequests)
  const kms = sum(usage, (step) => step.kmsRequests)
  const holding = sum(usage, (step) => step.holdingCommands)
  return { calls: { value: dynamoDb + kms + holding, note: `${dynamoDb} DynamoDB, ${kms} KMS, ${holding} holding` } }
}

export const unitsOf = (usage: Usage): Readings => {
  const most = stepsOfForm(usage).toSorted((one, other) => other.logBytes - one.logBytes)[0]
  return {
    writeUnits: { value: sum(usage, (step) => step.writeUnits), note: 'DynamoDB bills a write in a transaction twice' },
    kmsCalls: { value: sum(usage, (step) => step.kmsRequests) },
    logBytes: { value: most?.logBytes ?? 0, note: `the most, of ${most?.step}` },
  }
}

const count = (name: string, must: number, aim: number, november: number) =>
  ({ name, unit: '', kind: 'count', must, aim, november }) as const

export const awsCalls: Measure = {
  id: 'P1b',
  targets: { calls: count('AWS calls of a form', 30, 26, 37) },
  run: async () => callsOf(await countedForm()),
}

export const billedUnits: Measure = {
  id: 'P2',
  targets: {
    writeUnits: count('write units of a form', 42, 36, 43),
    kmsCalls: count('KMS calls of a form', 2, 2, 2),
    logBytes: { name: 'log bytes of a step', unit: 'B', kind: 'size', must: 300, aim: 300, november: 232 },
  },
  run: async () => unitsOf(await countedForm()),
}
