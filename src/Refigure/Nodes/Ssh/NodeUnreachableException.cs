namespace Refigure.Nodes.Ssh;

/// <summary>
/// A node does not answer now. What runs there goes on; nothing is known of it until it answers again.
/// </summary>
public sealed class NodeUnreachableException : Exception
{
    /// <summary>With the sentence for the user.</summary>
    public NodeUnreachableException(string message)
        : base(message) { }

    /// <summary>With the sentence and its cause.</summary>
    public NodeUnreachableException(string message, Exception cause)
        : base(message, cause) { }

    /// <summary>Without words.</summary>
    public NodeUnreachableException()
        : base("The node does not answer.") { }
}
