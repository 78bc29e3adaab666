# Varnish in front of Depesche. Needs Varnish 6.0 or newer with the modules xkey and var
# (Debian: varnish, varnish-modules). How to set it up: docs/howto/behind-varnish.md
# Why it is made like this: docs/decisions/0008-outside-caches-are-told-in-rounds.md
#
#   reader -> TLS (nginx) -> Varnish -> Depesche
#
# Pages name their keys (Surrogate-Key) and how long they may be held here (Surrogate-Control);
# `depesche serve` purges by key what changes. Nothing is held that does not say so itself.
vcl 4.1;

import std;
import var;
import xkey;

backend depesche {
    .host = "127.0.0.1";
    .port = "8000";
    .connect_timeout = 2s;
    # A page is there within a second or is not coming; for an upload see vcl_backend_fetch.
    .first_byte_timeout = 10s;
    .between_bytes_timeout = 60s;
}

# Who may purge, and who is believed about readers' addresses: the machine of `depesche serve`,
# and of what ends TLS. Add yours by address; never a network that readers come from.
acl ours {
    "127.0.0.1";
    "::1";
}

sub vcl_init {
    var.global_set("purge", "none yet");
}

sub vcl_recv {
    if (req.restarts == 0) {
        call tell_purge;
        call tell_who_asks;
    }
    unset req.http.Proxy;
    unset req.http.X-Page;
    unset req.http.X-Packing;
    if (!req.http.Host) {
        return (synth(400));
    }
    if (req.method !~ "^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)$") {
        return (synth(405));
    }
    if (req.url ~ "^/metrics(\?|$)") {
        return (synth(404));
    }
    # Live streams are one reader's connection, for as long as it lasts.
    if (req.url ~ "^(/[a-z]+)?/wire/stream(\?|$)") {
        return (pipe);
    }
    # Everything that is somebody's own. tests/edge/test_outside.py compares this with the routes.
    if ((req.method != "GET" && req.method != "HEAD")
        || req.url ~ "^/(desk|dokumente|konto|healthz)(/|\?|$)"
        || req.http.Authorization) {
        return (pass);
    }
    # A picture that is not released yet is shown to editors only; see vcl_deliver.
    if (req.restarts > 0 && req.http.X-Own) {
        set req.http.Cookie = req.http.X-Own;
        unset req.http.X-Own;
        return (pass);
    }
    if (req.url ~ "^/media/" && req.http.Cookie ~ "(^|; *)sessionid=") {
        set req.http.X-Own = req.http.Cookie;
    }
    # One page for everybody: what could tell readers apart does not reach it.
    unset req.http.Cookie;
    # The server knows which parameters count; their order never does.
    set req.url = std.querysort(req.url);
    # Two words instead of the hundred that browsers use. gzip is Varnish's own matter: it holds
    # the packed page and unpacks it for the few that cannot.
    if (req.http.Accept-Encoding ~ "(?i)(^|[ ,])br *(;q=(1|0\.[0-9]*[1-9])|,|$)") {
        set req.http.X-Packing = "br";
    }
    # Past its time a page is given only when we cannot be asked; see vcl_synth.
    if (req.restarts == 0) {
        set req.grace = 0s;
    } else {
        set req.grace = 1d;
    }
    set req.http.X-Page = req.restarts;
    return (hash);
}

# PURGE comes from `depesche serve` itself: nobody who was forwarded may.
sub tell_purge {
    if (req.method != "PURGE") {
        return;
    }
    if (client.ip !~ ours || req.http.X-Forwarded-For != "" + client.ip || req.http.Forwarded) {
        return (synth(403));
    }
    # Before the purge: what is on its way from now on began after it.
    var.global_set("purge", req.xid);
    if (req.http.Purge-All == "forget") {
        set req.http.X-Gone = xkey.purge("*");
    } elsif (req.http.Purge-All == "ask-again") {
        set req.http.X-Gone = xkey.softpurge("*");
    } elsif (req.http.Purge-Keys) {
        set req.http.X-Gone = xkey.purge(req.http.Purge-Keys);
    } else {
        return (synth(400));
    }
    return (synth(200, "Purged " + req.http.X-Gone));
}

# Varnish itself has added the address of the connection to X-Forwarded-For.
sub tell_who_asks {
    unset req.http.X-Own;
    unset req.http.Forwarded;
    if (client.ip !~ ours) {
        set req.http.X-Forwarded-For = client.ip;
        unset req.http.X-Forwarded-Proto;
        unset req.http.X-Real-IP;
    }
    if (req.http.X-Forwarded-Proto != "https") {
        set req.http.X-Forwarded-Proto = "http";
    }
}

sub vcl_hash {
    hash_data(req.http.X-Forwarded-Proto);
    hash_data(regsub(std.tolower(req.http.Host), ":[0-9]+$", ""));
    hash_data(req.url);
    hash_data(req.http.X-Packing);
    return (lookup);
}

sub vcl_pipe {
    set bereq.http.Connection = "close";
    return (pipe);
}

sub vcl_backend_fetch {
    var.set("purge", var.global_get("purge"));
    var.set("page", bereq.http.X-Page);
    var.set_real("began", std.time2real(now, 0.0));
    if (bereq.uncacheable) {
        set bereq.first_byte_timeout = 120s;
    } elsif (bereq.http.X-Packing == "br") {
        set bereq.http.Accept-Encoding = "br";
    }
    unset bereq.http.X-Packing;
    unset bereq.http.X-Page;
    unset bereq.http.X-Own;
    return (fetch);
}

sub vcl_backend_response {
    set beresp.grace = 0s;
    set beresp.keep = 0s;
    if (beresp.status >= 500) {
        # An answer, even this one, would end the page that is held; see vcl_synth.
        if (bereq.is_bgfetch || var.get("page") == "0") {
            return (abandon);
        }
        set beresp.uncacheable = true;
        set beresp.ttl = 0s;
        return (deliver);
    }
    if (bereq.uncacheable
        || beresp.http.Set-Cookie
        || beresp.http.Vary ~ "(?i)(cookie|\*|user-agent|accept-language)"
        || beresp.http.Surrogate-Control ~ "no-store"
        || beresp.http.Cache-Control ~ "(?i)(private|no-store)"
        || !(beresp.http.Surrogate-Control || beresp.http.Cache-Control)) {
        # Whoever comes next asks again, and does not wait for this one.
        set beresp.uncacheable = true;
        set beresp.ttl = 5s;
        return (deliver);
    }
    # It may show what was before a purge: one came while it was on its way, or it was on its way
    # for so long that even the last round of purges (telling.ROUNDS) could have been before it.
    if (var.get("purge") != var.global_get("purge")
        || std.time2real(now, 0.0) - var.get_real("began") > 4.0) {
        set beresp.uncacheable = true;
        set beresp.ttl = 1s;
        return (deliver);
    }
    if (beresp.http.Surrogate-Control ~ "max-age=[0-9]+") {
        set beresp.ttl = std.duration(
            regsub(beresp.http.Surrogate-Control, "^.*max-age=([0-9]+).*$", "\1s"), 0s);
    }
    if (beresp.http.Surrogate-Control ~ "stale-if-error=[0-9]+") {
        set beresp.grace = std.duration(
            regsub(beresp.http.Surrogate-Control, "^.*stale-if-error=([0-9]+).*$", "\1s"), 0s);
    }
    if (beresp.ttl <= 0s) {
        set beresp.uncacheable = true;
        set beresp.ttl = 5s;
        return (deliver);
    }
    if (beresp.http.Surrogate-Key) {
        set beresp.http.xkey = beresp.http.Surrogate-Key + " *";
    }
    return (deliver);
}

sub vcl_backend_error {
    if (bereq.is_bgfetch || var.get("page") == "0") {
        return (abandon);
    }
    set beresp.uncacheable = true;
    set beresp.http.Content-Type = "text/plain; charset=utf-8";
    set beresp.http.Retry-After = "5";
    set beresp.http.Cache-Control = "no-store";
    set beresp.body = "The paper cannot be reached at the moment.";
    return (deliver);
}

sub vcl_deliver {
    if (req.restarts == 0) {
        # A stranger does not see this picture; an editor may.
        if (resp.status == 404 && req.http.X-Own) {
            return (restart);
        }
    }
    if (obj.uncacheable) {
        set resp.http.Cache-Status = resp.http.Cache-Status + ", varnish; fwd=bypass";
    } elsif (obj.hits > 0) {
        set resp.http.Cache-Status = resp.http.Cache-Status + ", varnish; hit";
    } else {
        set resp.http.Cache-Status = resp.http.Cache-Status + ", varnish; fwd=miss; stored";
    }
    set resp.http.Cache-Status = regsub(resp.http.Cache-Status, "^, ", "");
    # Keys tell how the paper is made; that is nobody's business.
    unset resp.http.xkey;
    unset resp.http.Surrogate-Key;
    unset resp.http.Surrogate-Control;
    unset resp.http.X-Varnish;
    unset resp.http.Via;
    return (deliver);
}

sub vcl_synth {
    # We cannot be asked: the last page that was right, if there is one, else our own words.
    if (resp.status == 503 && req.restarts == 0 && req.http.X-Page) {
        return (restart);
    }
    set resp.http.Content-Type = "text/plain; charset=utf-8";
    set resp.http.Cache-Control = "no-store";
    set resp.body = resp.reason;
    return (deliver);
}
