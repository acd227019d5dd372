"""Looking things up without telling the address: what was typed goes by POST and comes back sealed (`?s=`).

Addresses stay in histories, logs of proxies and Referer headers; a telephone number or a name has no place there.
"""
