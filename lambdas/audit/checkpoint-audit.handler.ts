import * as z from 'zod/mini'
import { systemClock } from '../adapters/process/clock.ts'
import { parsedSettings } from '../adapters/process/environment.ts'
import { minutes } from '../core/time.ts'
import { checkpointAudit } from './checkpoint-audit.ts'
import { s3Archive, s3Client } from './s3-archive.ts'

const Settings = z.object({ AUDIT_BUCKET: z.string().check(z.minLength(1)) })

let composed: ReturnType<typeof checkpointAudit> | undefined

/**
 * The time after which a stored object is certain to be listed. S3 lists an object as soon as it is stored. The five
 * minutes allow for clock skew and for a slow upload.
 */
const settledAfterMs = minutes(5)

export const handler = async (): Promise<void> => {
  const { AUDIT_BUCKET: bucket } = parsedSettings(Settings, process.env)
  composed ??= checkpointAudit({
    archive: s3Archive({ client: s3Client(), bucket }),
    clock: systemClock,
    settledAfterMs,
  })
  await composed()
}
