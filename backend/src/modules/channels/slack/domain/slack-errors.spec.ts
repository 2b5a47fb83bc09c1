import { describe, expect, it } from 'vitest';
import { meaningOf, SLACK_ERRORS } from './slack-errors.js';

const words = (text: string): string[] => text.trim().split(/\s+/);

/** What every method may say, and what each says besides. https://docs.slack.dev/reference/methods, November 2026. */
const COMMON = words(`access_denied accesslimited account_inactive deprecated_endpoint ekm_access_denied
  enterprise_is_restricted fatal_error internal_error invalid_arg_name invalid_arguments invalid_array_arg invalid_auth
  invalid_charset invalid_form_data invalid_post_type method_deprecated missing_post_type missing_scope no_permission
  not_allowed_token_type not_authed org_login_required ratelimited request_timeout service_unavailable
  team_access_not_granted team_added_to_org token_expired token_revoked two_factor_setup_required`);
const DOCUMENTED: Readonly<Record<string, string[]>> = {
  'every method': COMMON,
  'chat.postMessage': words(`as_user_not_supported attachment_payload_limit_exceeded cannot_reply_to_message
    channel_not_found duplicate_channel_not_found duplicate_message_not_found invalid_blocks invalid_blocks_format
    invalid_metadata_format invalid_metadata_schema is_archived markdown_text_conflict message_limit_exceeded
    messages_tab_disabled metadata_must_be_sent_from_app metadata_too_large missing_file_data msg_blocks_too_long
    msg_too_long no_text not_in_channel rate_limited restricted_action restricted_action_non_threadable_channel
    restricted_action_read_only_channel restricted_action_thread_locked restricted_action_thread_only_channel
    slack_connect_canvas_sharing_blocked slack_connect_file_link_sharing_blocked slack_connect_lists_sharing_blocked
    team_not_found too_many_attachments too_many_contact_cards`),
  'chat.update':
    words(`as_user_not_supported block_mismatch cant_broadcast_message cant_update_message channel_not_found
    edit_window_closed external_channel_migrating invalid_attachments invalid_blocks invalid_blocks_format
    invalid_metadata_format invalid_metadata_schema is_inactive markdown_text_conflict message_not_found
    metadata_must_be_sent_from_app metadata_too_large msg_too_long no_dual_broadcast_content_update no_text
    slack_connect_file_link_sharing_blocked streaming_state_conflict team_not_found too_many_attachments update_failed`),
  'chat.postEphemeral': words(`cannot_reply_to_message channel_not_found invalid_attachments invalid_blocks
    invalid_blocks_format is_archived markdown_text_conflict message_limit_exceeded messages_tab_disabled msg_too_long
    no_text not_in_channel restricted_action too_many_attachments user_not_in_channel`),
  'conversations.open': words(`app_cannot_join_channel channel_not_found invalid_user_combination
    method_not_supported_for_channel_type missing_scope not_enough_users restricted_action too_many_users user_disabled
    user_not_found user_not_visible users_list_not_supplied`),
  'conversations.replies': words(`channel_not_found invalid_cursor invalid_metadata_filter_keys invalid_ts_latest
    invalid_ts_oldest list_record_comment_fetch_failed method_not_supported_for_channel_type missing_scope
    thread_not_found`),
  'conversations.history': words(`channel_is_limited_access channel_not_found invalid_cursor
    invalid_metadata_filter_keys invalid_ts_latest invalid_ts_oldest not_in_channel restricted_action`),
  'users.info': words('too_many_users user_not_found user_not_visible'),
  'users.lookupByEmail': words('enterprise_is_restricted users_not_found'),
  'auth.test': words('internal_error invalid_auth'),
  'views.open': words(
    `duplicate_external_id exchanged_trigger_id expired_trigger_id invalid_trigger_id view_too_large`,
  ),
  'apps.connections.open': words('forbidden_team insecure_request internal_error invalid_auth missing_args'),
  'oauth.v2.access': words(`bad_client_secret bad_redirect_uri cannot_install_an_org_installed_app invalid_client_id
    invalid_code invalid_grant_type invalid_refresh_token no_scopes oauth_authorization_url_mismatch
    preview_feature_not_available user_email_unverified`),
};

describe('the table of Slack’s errors', () => {
  it.each(Object.keys(DOCUMENTED))('has every documented error of %s', (method) =>
    expect(DOCUMENTED[method]?.filter((name) => !SLACK_ERRORS.has(name))).toEqual([]),
  );

  it('has nothing that no method says, but for what Slack says without documenting it', () => {
    const all = new Set(Object.values(DOCUMENTED).flat());
    const undocumented = words('app_not_installed app_uninstalled cannot_dm_bot unknown_method');
    expect([...SLACK_ERRORS.keys()].filter((name) => !all.has(name)).sort()).toEqual(undocumented);
  });

  it.each([
    ['channel_not_found', 'not_found', 'place'],
    ['is_archived', 'not_found', 'place'],
    ['thread_not_found', 'not_found', 'place'],
    ['not_in_channel', 'not_found', 'place'],
    ['restricted_action_thread_locked', 'not_found', 'place'],
    ['user_disabled', 'not_found', 'person'],
    ['user_not_found', 'not_found', 'person'],
    ['token_revoked', 'unauthorized', 'installation'],
    ['account_inactive', 'unauthorized', 'installation'],
    ['missing_scope', 'unauthorized', 'installation'],
    ['invalid_code', 'unauthorized', 'call'],
    ['msg_too_long', 'rejected', 'call'],
    ['ratelimited', 'rate_limited', 'call'],
    ['service_unavailable', 'transient', 'call'],
    // "It's possible some aspect of the operation succeeded before the error was raised."
    ['fatal_error', 'unknown_outcome', 'call'],
    ['internal_error', 'unknown_outcome', 'call'],
  ])('knows what %s means: %s, and a trouble of the %s', (error, kind, of) =>
    expect(meaningOf(error)).toEqual({ kind, brokenInstallation: of === 'installation', ofPlace: of === 'place' }),
  );

  it('takes what it does not know for a refusal, and what is no error of Slack’s for no answer', () => {
    expect(meaningOf('some_new_error').kind).toBe('rejected');
    for (const error of ['<!DOCTYPE html>', '', 'Bad Gateway']) expect(meaningOf(error).kind).toBe('unknown_outcome');
  });
});
