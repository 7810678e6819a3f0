/** The resource policy of the REST API. The template and the rotation create the same policy. */

const everyCall = { Principal: '*', Action: 'execute-api:Invoke', Resource: 'execute-api:/*' } as const

/**
 * Returns a policy that denies every request whose `Referer` does not begin with one of these values. CloudFront sends
 * the secret in that header, because a policy can read only two headers, and `User-Agent` is needed otherwise. The
 * denial is explicit: if a policy only fails to allow a request, API Gateway still calls the authorizer, whose answer
 * then decides.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html
 */
export const originPolicy = (values: readonly string[]) => ({
  Version: '2012-10-17',
  Statement: [
    { Sid: 'Callers', Effect: 'Allow', ...everyCall },
    {
      Sid: 'OnlyThroughCloudFront',
      Effect: 'Deny',
      ...everyCall,
      // This is also true for a request without the header.
      Condition: { StringNotLike: { 'aws:Referer': values.map((value) => `${value}*`) } },
    },
  ],
})
