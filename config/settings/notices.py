"""Text messages and WeChat: off until a provider is named; the demo records what would have been sent."""

from django.core.exceptions import ImproperlyConfigured

from .environment import MODE, PRODUCTION, env

# Dotted path of a class with send(phone, text, *, template, parameters, key) -> id
SMS_PROVIDER = env.str("SMS_PROVIDER", "" if PRODUCTION else "notices.channels.recorded.RecordedSms")
ALIYUN_SMS_ENDPOINT = env.str("ALIYUN_SMS_ENDPOINT", "https://dysmsapi.aliyuncs.com")
ALIYUN_SMS_KEY_ID = env.str("ALIYUN_SMS_KEY_ID", "")
ALIYUN_SMS_KEY_SECRET = env.str("ALIYUN_SMS_KEY_SECRET", "")
ALIYUN_SMS_SIGN = env.str("ALIYUN_SMS_SIGN", "")
ALIYUN_SMS_TEMPLATES = env.dict("ALIYUN_SMS_TEMPLATES", default={})  # notice=SMS_1,code=SMS_2

WECHAT_API = env.str("WECHAT_API", "https://api.weixin.qq.com")
WECHAT_APP_ID = env.str("WECHAT_APP_ID", "")
WECHAT_SECRET = env.str("WECHAT_SECRET", "")
WECHAT_TEMPLATES = env.dict("WECHAT_TEMPLATES", default={})  # notice=TEMPLATE_ID

# What a provider shows when it reports later that a message did not arrive; empty: its door is shut.
SHORTEST_REPORT_SECRET = 24
REPORT_SECRETS = {
    "sms": env.str("SMS_REPORT_SECRET", ""),
    "email": env.str("EMAIL_REPORT_SECRET", ""),
    "wechat": env.str("WECHAT_REPORT_SECRET", ""),
}
for _channel, _value in REPORT_SECRETS.items():
    if 0 < len(_value) < SHORTEST_REPORT_SECRET:
        raise ImproperlyConfigured(
            f"{_channel.upper()}_REPORT_SECRET has {len(_value)} signs; it must have at least {SHORTEST_REPORT_SECRET}"
            " (docs/settings.md)"
        )
BOUNCE_ADDRESS = env.str("BOUNCE_ADDRESS", "")

if MODE == "demo" and not env.str("EMAIL_URL", ""):
    EMAIL_BACKEND = "notices.channels.recorded.RecordedEmail"
