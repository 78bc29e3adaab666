/* Listens to many streams at once, in one thread, and measures when events come.
 *
 *   listeners PORT PATH STREAMS
 *
 * Opens the streams and says "open"; then obeys orders on the input, one a line, each answered
 * with one line: "mark" begins to count, "report" says what came since, as JSON. An event holds
 * "seq":N,"sent":T with T in nanoseconds of CLOCK_MONOTONIC, which all processes share.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { CARRY = 96, BUFFER = 1 << 18, SLOTS = 600000, AT_ONCE = 256 };
#define SLOT_NS 100000L /* a tenth of a millisecond */
#define MARK "\"seq\":"
#define SENT ",\"sent\":"

struct stream {
    int fd, carried;
    long seq;
    char carry[CARRY];
};

static struct stream *streams;
static uint32_t slots[SLOTS];
static long count, gaps, closed, bytes;
static char buffer[BUFFER + CARRY + 1];

static long now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000000L + t.tv_nsec;
}

static void die(const char *what)
{
    perror(what);
    exit(1);
}

static void seen(struct stream *s, long seq, long sent, long at)
{
    long slot = (at - sent) / SLOT_NS;
    slots[slot < 0 ? 0 : slot >= SLOTS ? SLOTS - 1 : slot]++;
    count++;
    if (s->seq && seq != s->seq + 1)
        gaps++;
    s->seq = seq;
}

/* All whole events in a text that ends with a zero; what may be half of one is carried on. */
static void look(struct stream *s, char *text, int size, long at)
{
    char *end = text + size, *from = text, *found;
    while ((found = memmem(from, end - from, MARK, sizeof MARK - 1))) {
        char *rest, *stop;
        long seq = strtol(found + sizeof MARK - 1, &rest, 10), sent;
        if (end - found < CARRY - 1 && !memchr(found, '}', end - found))
            break; /* it goes on in the next piece */
        from = rest;
        if (strncmp(rest, SENT, sizeof SENT - 1))
            continue;
        sent = strtol(rest + sizeof SENT - 1, &stop, 10);
        seen(s, seq, sent, at);
        from = stop;
    }
    s->carried = found ? end - found : (end - from < (long)sizeof MARK - 1 ? end - from : (long)sizeof MARK - 1);
    memcpy(s->carry, end - s->carried, s->carried);
}

static void hear(struct stream *s, int poll)
{
    memcpy(buffer, s->carry, s->carried);
    int got = recv(s->fd, buffer + s->carried, BUFFER, MSG_DONTWAIT);
    if (got < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    if (got <= 0) {
        closed++;
        epoll_ctl(poll, EPOLL_CTL_DEL, s->fd, NULL);
        return;
    }
    bytes += got;
    buffer[s->carried + got] = 0;
    look(s, buffer, s->carried + got, now());
}

static long percentile(double share)
{
    long wanted = count * share, sum = 0;
    for (long i = 0; i < SLOTS; i++)
        if ((sum += slots[i]) > wanted)
            return i;
    return 0;
}

static void obey(int number)
{
    char order[64];
    if (!fgets(order, sizeof order, stdin))
        exit(0);
    if (!strncmp(order, "mark", 4)) {
        count = gaps = bytes = 0;
        memset(slots, 0, sizeof slots);
        for (int i = 0; i < number; i++)
            streams[i].seq = 0;
        puts("{}");
    } else {
        struct rusage spent;
        getrusage(RUSAGE_SELF, &spent);
        printf("{\"deliveries\": %ld, \"gaps\": %ld, \"closed\": %ld, \"bytes\": %ld, "
               "\"p50\": %.1f, \"p99\": %.1f, \"cpu\": %.2f}\n",
               count, gaps, closed, bytes, percentile(0.50) / 10.0, percentile(0.99) / 10.0,
               spent.ru_utime.tv_sec + spent.ru_stime.tv_sec +
                   (spent.ru_utime.tv_usec + spent.ru_stime.tv_usec) / 1e6);
    }
    fflush(stdout);
}

/* A few at a time: a door has room for so many who wait before it. */
static void open_streams(int number, int port, const char *path)
{
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(port)};
    char asked[1024];
    int size = snprintf(asked, sizeof asked,
                        "GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n\r\n", path);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    for (int begin = 0; begin < number; begin += AT_ONCE) {
        int end = begin + AT_ONCE < number ? begin + AT_ONCE : number;
        for (int i = begin; i < end; i++) {
            streams[i].fd = socket(AF_INET, SOCK_STREAM, 0);
            if (streams[i].fd < 0 || connect(streams[i].fd, (void *)&to, sizeof to))
                die("connect");
            if (send(streams[i].fd, asked, size, 0) != size)
                die("send");
        }
        for (int i = begin; i < end; i++) {
            char head[16];
            if (recv(streams[i].fd, head, 12, MSG_WAITALL) != 12 || memcmp(head + 9, "200", 3)) {
                fprintf(stderr, "stream %d was refused: %.12s\n", i, head);
                exit(1);
            }
        }
    }
}

int main(int argc, char **argv)
{
    if (argc != 4) {
        fprintf(stderr, "listeners PORT PATH STREAMS\n");
        return 2;
    }
    int number = atoi(argv[3]), poll = epoll_create1(0);
    struct rlimit most;
    getrlimit(RLIMIT_NOFILE, &most);
    most.rlim_cur = most.rlim_max;
    setrlimit(RLIMIT_NOFILE, &most);
    streams = calloc(number, sizeof *streams);
    setvbuf(stdin, NULL, _IONBF, 0);
    open_streams(number, atoi(argv[1]), argv[2]);
    struct epoll_event orders = {.events = EPOLLIN, .data.u32 = (uint32_t)number};
    epoll_ctl(poll, EPOLL_CTL_ADD, 0, &orders);
    for (int i = 0; i < number; i++) {
        struct epoll_event one = {.events = EPOLLIN, .data.u32 = i};
        if (epoll_ctl(poll, EPOLL_CTL_ADD, streams[i].fd, &one))
            die("epoll_ctl");
    }
    puts("{\"open\": true}");
    fflush(stdout);
    for (;;) {
        struct epoll_event ready[512];
        int found = epoll_wait(poll, ready, 512, -1);
        for (int i = 0; i < found; i++)
            if (ready[i].data.u32 == (uint32_t)number)
                obey(number);
            else
                hear(&streams[ready[i].data.u32], poll);
    }
}
