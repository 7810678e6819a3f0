import * as z from 'zod/mini'
import { auditRecordsOf } from '../adapters/dynamodb/audit/stream.ts'
import { parsedSettings } from '../adapters/process/environment.ts'
import { exportAudit } from './export-audit.ts'
import { s3Archive, s3Client } from './s3-archive.ts'

const Settings = z.object({ AUDIT_BUCKET: z.string().check(z.minLength(1)) })

let composed: ReturnType<typeof exportAudit> | undefined

export const handler = async (event: unknown): Promise<void> => {
  composed ??= exportAudit(
    s3Archive({ client: s3Client(), bucket: parsedSettings(Settings, process.env).AUDIT_BUCKET }),
  )
  await composed(auditRecordsOf(event))
}
