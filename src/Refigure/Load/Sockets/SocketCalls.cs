using System.Runtime.InteropServices;

namespace Refigure.Load.Sockets;

/// <summary>
/// The calls of the C library behind thousands of streams on one thread, as Linux's 64-bit systems have them. Sockets of .NET
/// would do, but for what they cost: an exception for each connection that is not there at once, and a thread pool's hop for
/// each event.
/// </summary>
internal static unsafe partial class SocketCalls
{
    public const int Stream = 1 | 0x800 | 0x80000; // SOCK_STREAM, not blocking, closed in children
    public const int InetFamily = 2;
    public const int Inet6Family = 10;
    public const int NoSignal = 0x4000;
    public const int SocketLevel = 1;
    public const int SocketError = 4;
    public const int Stamps = 35; // SO_TIMESTAMPNS
    public const long StampIs = SocketLevel | ((long)Stamps << 32); // a cmsghdr's level and type
    public const int TcpLevel = 6;
    public const int NoDelay = 1;

    public const int TryAgain = 11;
    public const int Interrupted = 4;
    public const int InProgress = 115;

    public const int CloseOnExec = 0x80000;
    public const int Add = 1;
    public const int Delete = 2;
    public const int Modify = 3;
    public const uint Readable = 1;
    public const uint Writable = 4;
    public const uint Ending = 8 | 16 | 0x2000; // error, hung up, the other side has ended
    public const uint OnChange = 1u << 31; // edges, not levels

    public const int DayClock = 0;
    public const int MonotonicClock = 1;
    public const int ThreadClock = 3;
    public const int AbsoluteTime = 1;
    public const int OpenFiles = 7;

    [LibraryImport("libc", EntryPoint = "socket", SetLastError = true)]
    public static partial int Open(int family, int type, int protocol);

    [LibraryImport("libc", EntryPoint = "connect", SetLastError = true)]
    public static partial int Connect(int socket, byte* address, int length);

    [LibraryImport("libc", EntryPoint = "send", SetLastError = true)]
    public static partial nint Send(int socket, byte* bytes, nint length, int flags);

    [LibraryImport("libc", EntryPoint = "recvmsg", SetLastError = true)]
    public static partial nint Receive(int socket, nint* message, int flags);

    [LibraryImport("libc", EntryPoint = "close")]
    public static partial int Close(int file);

    [LibraryImport("libc", EntryPoint = "setsockopt", SetLastError = true)]
    public static partial int SetOption(int socket, int level, int name, int* value, int length);

    [LibraryImport("libc", EntryPoint = "getsockopt", SetLastError = true)]
    public static partial int GetOption(int socket, int level, int name, int* value, int* length);

    /// <summary>poll; a request is the file (4 bytes), what is asked for (2) and what is so (2).</summary>
    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    public static partial int Look(ulong* request, nuint count, int milliseconds);

    [LibraryImport("libc", EntryPoint = "epoll_create1", SetLastError = true)]
    public static partial int CreatePoll(int flags);

    [LibraryImport("libc", EntryPoint = "epoll_ctl", SetLastError = true)]
    public static partial int ControlPoll(int poll, int operation, int file, byte* change);

    [LibraryImport("libc", EntryPoint = "epoll_wait", SetLastError = true)]
    public static partial int WaitPoll(int poll, byte* events, int most, int milliseconds);

    [LibraryImport("libc", EntryPoint = "timerfd_create", SetLastError = true)]
    public static partial int CreateTimer(int clock, int flags);

    [LibraryImport("libc", EntryPoint = "timerfd_settime", SetLastError = true)]
    public static partial int SetTimer(int timer, int flags, long* value, long* before);

    [LibraryImport("libc", EntryPoint = "nanosleep", SetLastError = true)]
    public static partial int Sleep(long* time, long* left);

    [LibraryImport("libc", EntryPoint = "getrlimit", SetLastError = true)]
    public static partial int Limit(int resource, ulong* limits);

    [LibraryImport("libc", EntryPoint = "clock_gettime", SetLastError = true)]
    public static partial int Clock(int clock, long* time);
}
