/** A person who signs in and sends no request, so that only the pool can have made them known to the service. */
export const silentPerson = 'prove-silent'
