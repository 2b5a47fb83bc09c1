import type { DeliveryErrorKind } from '../../domain/channel-adapter.js';

/** What an `ok: false` of Slack means for us. */
export interface SlackErrorMeaning {
  kind: DeliveryErrorKind;
  /** Nothing works in this workspace until somebody installs the app there again or gives it its rights back. */
  brokenInstallation: boolean;
  /** It is the place that is gone or closed to us, not its person: nothing stands there, and elsewhere they may be reached. */
  ofPlace: boolean;
}

/** The token, the app or the workspace is no longer good. */
const BROKEN = [
  'account_inactive',
  'app_not_installed',
  'app_uninstalled',
  'enterprise_is_restricted',
  'forbidden_team',
  'invalid_auth',
  'missing_scope',
  'no_permission',
  'not_allowed_token_type',
  'not_authed',
  'org_login_required',
  'team_access_not_granted',
  'team_not_found',
  'token_expired',
  'token_revoked',
  'two_factor_setup_required',
];

/** It is not allowed to be installed there, or not so: what is installed stays as it is. */
const NOT_INSTALLED = [
  'bad_client_secret',
  'bad_redirect_uri',
  'cannot_install_an_org_installed_app',
  'invalid_client_id',
  'invalid_code',
  'invalid_grant_type',
  'invalid_refresh_token',
  'no_scopes',
  'oauth_authorization_url_mismatch',
  'preview_feature_not_available',
  'user_email_unverified',
];

/** The person is not there, or not for us. */
const NOBODY = [
  'cannot_dm_bot',
  'invalid_user_combination',
  'messages_tab_disabled',
  'user_disabled',
  'user_not_found',
  'user_not_visible',
  'users_not_found',
];

/** The conversation, the thread or the message is not there, or not for us. */
const NO_PLACE = [
  'access_denied',
  'app_cannot_join_channel',
  'cannot_reply_to_message',
  'channel_is_limited_access',
  'channel_not_found',
  'ekm_access_denied',
  'external_channel_migrating',
  'is_archived',
  'is_inactive',
  'message_not_found',
  'method_not_supported_for_channel_type',
  'not_in_channel',
  'restricted_action',
  'restricted_action_non_threadable_channel',
  'restricted_action_read_only_channel',
  'restricted_action_thread_locked',
  'restricted_action_thread_only_channel',
  'thread_not_found',
  'user_not_in_channel',
];

/** It was not taken, and would not be taken the same way again. */
const REFUSED = [
  'as_user_not_supported',
  'attachment_payload_limit_exceeded',
  'block_mismatch',
  'cant_broadcast_message',
  'cant_update_message',
  'deprecated_endpoint',
  'duplicate_channel_not_found',
  'duplicate_external_id',
  'duplicate_message_not_found',
  'edit_window_closed',
  'exchanged_trigger_id',
  'expired_trigger_id',
  'insecure_request',
  'invalid_arg_name',
  'invalid_arguments',
  'invalid_array_arg',
  'invalid_attachments',
  'invalid_blocks',
  'invalid_blocks_format',
  'invalid_charset',
  'invalid_cursor',
  'invalid_form_data',
  'invalid_metadata_filter_keys',
  'invalid_metadata_format',
  'invalid_metadata_schema',
  'invalid_post_type',
  'invalid_trigger_id',
  'invalid_ts_latest',
  'invalid_ts_oldest',
  'list_record_comment_fetch_failed',
  'markdown_text_conflict',
  'metadata_must_be_sent_from_app',
  'metadata_too_large',
  'method_deprecated',
  'missing_args',
  'missing_file_data',
  'missing_post_type',
  'msg_blocks_too_long',
  'msg_too_long',
  'no_dual_broadcast_content_update',
  'no_text',
  'not_enough_users',
  'slack_connect_canvas_sharing_blocked',
  'slack_connect_file_link_sharing_blocked',
  'slack_connect_lists_sharing_blocked',
  'too_many_attachments',
  'too_many_contact_cards',
  'too_many_users',
  'unknown_method',
  'users_list_not_supplied',
  'view_too_large',
];

/** Nothing happened; later it may. */
const LATER = [
  'accesslimited',
  'request_timeout',
  'service_unavailable',
  'streaming_state_conflict',
  // The workspace is being moved.
  'team_added_to_org',
];
/** "Some aspect of the operation may have succeeded." */
const UNKNOWN = ['fatal_error', 'internal_error', 'update_failed'];
const TOO_MANY = ['message_limit_exceeded', 'rate_limited', 'ratelimited'];

const rows = (
  names: readonly string[],
  kind: DeliveryErrorKind,
  { brokenInstallation = false, ofPlace = false }: Partial<SlackErrorMeaning> = {},
) => names.map((name): [string, SlackErrorMeaning] => [name, { kind, brokenInstallation, ofPlace }]);

const ROWS = [
  ...rows(BROKEN, 'unauthorized', { brokenInstallation: true }),
  ...rows(NOT_INSTALLED, 'unauthorized'),
  ...rows(NOBODY, 'not_found'),
  ...rows(NO_PLACE, 'not_found', { ofPlace: true }),
  ...rows(REFUSED, 'rejected'),
  ...rows(LATER, 'transient'),
  ...rows(UNKNOWN, 'unknown_outcome'),
  ...rows(TOO_MANY, 'rate_limited'),
];

/** Every error that Slack documents for the methods we call. https://docs.slack.dev/reference/methods */
export const SLACK_ERRORS: ReadonlyMap<string, SlackErrorMeaning> = new Map(ROWS);
if (SLACK_ERRORS.size !== ROWS.length) throw new Error('A Slack error stands in two rows.');

/** A name as Slack writes them; anything else is not an answer of Slack's, such as the page of a proxy. */
const NAME = /^[a-z][a-z0-9_]{1,80}$/;

/** One that is not documented is a refusal; what is no error of Slack's says nothing about what happened. */
export const meaningOf = (error: string): SlackErrorMeaning => {
  const known = SLACK_ERRORS.get(error);
  if (known) return known;
  return { kind: NAME.test(error) ? 'rejected' : 'unknown_outcome', brokenInstallation: false, ofPlace: false };
};
