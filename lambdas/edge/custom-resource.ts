/**
 * Sends the response that CloudFormation waits for, whether the work succeeds or fails. Without a response, the stack
 * waits until CloudFormation times out.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/crpg-ref-responses.html
 */
import * as z from 'zod/mini'
import { faultLogFields } from '../core/fault-log-fields.ts'
import type { Log } from '../core/log.ts'

/** The fields of a request that the response needs. */
const CustomResourceRequest = z.object({
  ResponseURL: z.url(),
  StackId: z.string(),
  RequestId: z.string(),
  LogicalResourceId: z.string(),
})

export interface CustomResource {
  /** The task's name in the log. */
  readonly task: string
  /**
   * The id of the resource. It must never change: CloudFormation would treat a different id as a new resource and
   * delete the previous one.
   */
  readonly physicalId: string
  /** Does the work that the request asks for. Throws if it fails. */
  readonly work: () => Promise<void>
  /** The log. A failure of the work is logged here, because the function's error metric does not count it. */
  readonly log: Log
  readonly fetch?: typeof globalThis.fetch
}

/**
 * Does the work and reports its result to CloudFormation.
 * @throws if the request is malformed or the response cannot be delivered; a failure of the work is only reported
 */
export async function handleCustomResource(
  input: unknown,
  { task, physicalId, work, log, fetch = globalThis.fetch }: CustomResource,
) {
  const asked = CustomResourceRequest.parse(input)
  const failure = await work().then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error : new Error('A value that is not an Error was thrown.')),
  )
  if (failure) log.write({ line: 'task', task, requestId: asked.RequestId, ...faultLogFields(failure) })
  const answer = {
    Status: failure === undefined ? 'SUCCESS' : 'FAILED',
    // The errors of the AWS clients name the refused action and the resource, but no content.
    ...(failure && { Reason: `${failure.name}: ${failure.message}`.slice(0, 500) }),
    PhysicalResourceId: physicalId,
    StackId: asked.StackId,
    RequestId: asked.RequestId,
    LogicalResourceId: asked.LogicalResourceId,
  }
  // The signature of the URL covers an empty content type.
  const response = await fetch(asked.ResponseURL, {
    method: 'PUT',
    headers: { 'content-type': '' },
    body: JSON.stringify(answer),
  })
  if (!response.ok) throw new Error(`CloudFormation answered the callback with ${response.status}.`)
}
