/** The IAM policy with which the doctor can make all of its checks, and nothing else. */
import { actions } from './actions.ts'

/** API Gateway names HTTP methods as actions, so its resource limits them. */
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
