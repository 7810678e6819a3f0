/** The IAM policy that permits all of the doctor's checks, and nothing else. */
import { actions } from './actions.ts'

/**
 * The resource that the doctor reads in API Gateway. API Gateway's actions are HTTP methods, so only the resource
 * limits what can be read.
 */
const apiGatewayAccount = 'arn:aws:apigateway:*::/account'

export const policy = {
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'Read',
      Effect: 'Allow',
      // GetCallerIdentity needs no permission.
      Action: actions.filter((action) => action !== 'apigateway:GET' && action !== 'sts:GetCallerIdentity'),
      Resource: '*',
    },
    { Sid: 'ReadApiGatewayAccount', Effect: 'Allow', Action: 'apigateway:GET', Resource: apiGatewayAccount },
  ],
}
