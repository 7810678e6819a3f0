/** Adds the slash between month and year of an expiry date that is typed digit by digit. Knows no page. */

/**
 * Returns the text with a slash if its three digits have only one meaning: `032` is the third month of the twenties. Leaves `129`
 * unchanged, because it may be the complete date 1/29.
 */
export const addExpirySlash = (text: string): string => text.replace(/^(0[1-9](?=\d$)|1[0-2](?=[23]$))/, '$1/')
