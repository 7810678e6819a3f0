/** `node child-process.ts <data folder> [fault point]`: prints its endpoint, or one sentence why it cannot start. */
import { startEmbeddedDynamoDb } from '../../../local/embedded-dynamodb/embedded-dynamodb.ts'

const [dataFolder, killAt, asNobody] = process.argv.slice(2)

// File permissions do not apply to root, and tests often run as root.
if (asNobody && process.geteuid?.() === 0) process.seteuid?.('nobody')

try {
  const { endpoint } = await startEmbeddedDynamoDb({
    dataFolder,
    faultPoint: (point) => {
      if (point === killAt) process.kill(process.pid, 'SIGKILL')
    },
  })
  console.log(endpoint)
} catch (error) {
  console.log(error instanceof Error ? error.message : 'unknown')
}
