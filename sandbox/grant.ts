/**
 * Where a person's permission stands with the app itself. `stale`: only the access token ran out, and the provider can
 * renew it. `expired` and `revoked`: nothing but a new consent helps.
 */
export type Grant = 'good' | 'stale' | 'expired' | 'revoked';
