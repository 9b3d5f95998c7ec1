/**
 * Names of query parameters that tell a site where its reader came from, and do not select content.
 *
 * Sources, as facts: the query filter of Brave (brave/brave-core, `components/query_filter`), the list that Firefox
 * strips (`privacy.query_stripping.strip_list`), and the global rules of ClearURLs; the vendors' own documents for
 * the click ids of advertising networks and for Matomo (`mtm_`, `pk_`) and AT Internet (`at_`, `xtor`). Names that
 * these lists limit to one site, and short names that select content elsewhere (`ref`, `source`, `mc`, `si`), are
 * left out: a page that is found at two addresses is a smaller harm than two pages that are taken for one.
 */

/** Families of names, by their beginnings. */
const FAMILIES = [
  ...['utm_', 'mtm_', 'matomo_', 'pk_', 'piwik_', 'at_', 'itm_', 'hmb_', 'otm_', 'hsa_', 'sfmc_', 'trk_'],
  ...[
    'vero_',
    'oly_',
    'oft_',
    'bsft_',
    'cm_mmc',
    'action_object_',
    'action_type_',
    'action_ref_',
    'fb_action_',
  ],
];

/** Whole names, by who writes them. */
const NAMES = [
  // Click ids: Google, Meta, Microsoft, X, TikTok, LinkedIn, Yandex, Pinterest, Snapchat, Reddit and others.
  ...['gclid', 'gclsrc', 'dclid', 'gbraid', 'wbraid', 'gad_source', 'gad_campaignid', 'srsltid', 'gs_l'],
  ...['fbclid', 'fb_source', 'fb_ref', 'fb_comment_id', 'igsh', 'igshid', 'msclkid', 'twclid', 'ttclid'],
  ...['li_fat_id', 'yclid', 'ysclid', 'ymclid', '_openstat', 'epik', 'sccid', 'rdt_cid', 'qclid', 'ndclid'],
  ...[
    'tblci',
    'dicbo',
    'vmcid',
    'irclickid',
    'irgwc',
    'cjevent',
    'cjdata',
    'sscid',
    'rb_clickid',
    'wickedid',
  ],
  ...[
    'unicorn_click_id',
    'ef_id',
    's_kwcid',
    's_cid',
    'cmpid',
    'ncid',
    '__twitter_impression',
    'ref_src',
    'ref_url',
  ],
  // Analytics: Google, HubSpot, Webtrekk, AT Internet, Coremetrics, Yahoo, Branch, Alibaba.
  ...['_ga', '_gl', '_gac', 'ga_source', 'ga_medium', 'ga_campaign', 'ga_content', 'ga_term', 'ga_place'],
  ...['__hsfp', '__hssc', '__hstc', '_hsenc', '_hsmi', 'hsctatracking', 'wt_mc', 'wt_zmc', 'wtrid'],
  ...['xtor', 'xtref', 'cm_cat', 'cm_ite', 'cm_lm', 'cm_pla', 'cm_re', 'cm_sp', 'cm_ven'],
  ...['guce_referrer', 'guce_referrer_sig', '_branch_match_id', '_branch_referrer', 'spm', 'tracking_source'],
  // Letters: Mailchimp, Marketo, Mailerlite, Salesforce, Oracle, Klaviyo, Dynamics, ConvertKit and others.
  ...[
    'mc_cid',
    'mc_eid',
    'mc_tc',
    'mkt_tok',
    'ml_subscriber',
    'ml_subscriber_hash',
    'et_cid',
    'et_lid',
    'et_rid',
  ],
  ...['elqtrack', 'elqtrackid', '_ke', '_kx', '_cldee', 'ck_subscriber_id', 'ss_email_id', 'bbeml', '_bhlid'],
  ...['vgo_ee', '__s', 'os_ehash', 'dm_i', 'echobox'],
];

const KNOWN = new Set(NAMES);
const BEGINNINGS = new RegExp(`^(?:${FAMILIES.join('|')})`);

/** Whether that parameter tracks. `name`: decoded; upper and lower case are the same. */
export function isTracking(name: string): boolean {
  const low = name.toLowerCase();
  return KNOWN.has(low) || BEGINNINGS.test(low);
}
