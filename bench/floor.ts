/** The least work that a form needs: JSON, hashes, and one AES-256-GCM encryption and decryption of 1 KiB of answers. */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'

export const floorAnswers = { one: '0'.repeat(340), two: '1'.repeat(340), three: '2'.repeat(340) }

const hash = (text: string): string => createHash('sha256').update(text).digest('hex')

/** Encrypts the answers and decrypts them again. Returns the answers. */
export const encryptAndDecrypt = (answers: unknown): unknown => {
  const [key, iv] = [randomBytes(32), randomBytes(12)]
  const cipher = createCipheriv('aes-256-gcm', key, iv)
  const message = Buffer.concat([cipher.update(JSON.stringify(answers)), cipher.final()])
  const decipher = createDecipheriv('aes-256-gcm', key, iv).setAuthTag(cipher.getAuthTag())
  return JSON.parse(Buffer.concat([decipher.update(message), decipher.final()]).toString())
}

/** Parses a request, hashes its key and serializes a reply. */
export const answerRequest = (body: string): string => {
  const { key, ...rest }: Record<string, unknown> = JSON.parse(body)
  return JSON.stringify({ ...rest, id: hash(String(key)) })
}

/** The requests of the floor's form: open a conversation, send, open, issue a key, submit, issue a key, retrieve, close. */
export const floorRequests: readonly string[] = Array.from({ length: 8 }, (_, step) =>
  JSON.stringify({ key: 'k'.repeat(43), formId: 'f'.repeat(36), ...(step === 4 && { answers: floorAnswers }) }),
)

/** Performs one form without a network, a database or any check. */
export const floorForm = (): void => {
  for (const request of floorRequests) answerRequest(request)
  encryptAndDecrypt(floorAnswers)
}
