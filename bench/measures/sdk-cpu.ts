/** P3: the CPU time of one form, divided by that of a bare script that sends the same DynamoDB requests. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { ratioOf } from '../interleaved.ts'
import type { Measure } from '../measure.ts'
import { type RecordedService, startRecordedService } from '../recorded-service.ts'

/** The first forms are slower, until Node has compiled the code of the steps. */
const warmUpForms = 60

/** Sends the recorded commands one after the other, and returns the CPU time. */
const repeatCommands = async (
  documents: DynamoDBDocumentClient,
  commands: RecordedService['commands'],
): Promise<number> => {
  const before = process.cpuUsage()
  for (const command of commands) await documents.send(command).catch(() => {})
  const { user, system } = process.cpuUsage(before)
  return user + system
}

export const sdkCpu: Measure = {
  id: 'P3',
  inOwnProcess: true,
  targets: {
    form: {
      name: 'CPU of a form ÷ CPU of a bare script with the same requests',
      ...{ unit: '×', kind: 'ratio', must: 1.4, aim: 1.2, november: 1.88 },
    },
  },
  async run(scale) {
    const { service, performForm, commands, repeating, close } = await startRecordedService()
    try {
      for (let form = 0; form < warmUpForms; form++) await performForm()
      const form = await ratioOf({
        rounds: scale === 'full' ? 15 : 7,
        turns: scale === 'full' ? 100 : 12,
        async subject() {
          commands.length = 0
          const before = service.used.handlers + service.used.authorizer
          await performForm()
          return service.used.handlers + service.used.authorizer - before
        },
        control: () => repeatCommands(repeating, commands),
      })
      return { form: { ...form, note: `${form.note}; ${commands.length} requests; the vault key is local in both` } }
    } finally {
      await close()
    }
  },
}
